#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Characters of more bytes than one, and of two columns, or none at all.

load e2e

setup() {
    e2e_setup
    e2e_case
}

teardown() {
    e2e_teardown
}

@test "a prompt survives a resize and takes UTF-8" {
    shell 80 24
    start_help
    press /
    type_text 'grün日'
    wait_for '/grün日'
    mux resize-window -x 60 -y 12
    wait_for '/grün日'
    mux resize-window -x 30 -y 5
    wait_for 'terminal too small'
    type_text 'x'
    mux resize-window -x 80 -y 24
    wait_for '/grün日x'
    press BSpace BSpace
    wait_gone '日'
    press Escape
    wait_gone '/grün'
    press Q
    wait_for 'EXIT=0'
}

@test "a locale without UTF-8 gets ASCII alone" {
    shell 80 24 LC_ALL=C
    line "'$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'case.db > Case'
    press 6
    wait_for 'Timeline'
    run grep -P '[^\x00-\x7f]' <(screen)
    [[ $status -eq 1 ]]
    press Q
    wait_for 'EXIT=0'
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What is typed into a prompt.

load e2e

setup() {
    e2e_setup
    e2e_case
}

teardown() {
    e2e_teardown
}

@test "the prompt edits, completes and remembers" {
    shell 80 24
    start_help
    press :
    type_text 'histo'
    press Tab
    wait_for ':history-'
    press Tab
    wait_for 'history-forward'
    type_text 'f'
    press Tab
    wait_for ':history-forward'
    press C-a
    type_text 'x'
    wait_for ':xhistory-forward'
    press Enter
    wait_for 'there is no command'
    press : Up
    wait_for ':xhistory-forward'
    press C-c
    wait_gone ':xhistory'
    [[ $(stat -c %a "$XDG_STATE_HOME/trailcase/history.command") == 600 ]]
    press Q
    wait_for 'EXIT=0'
}

@test "a prompt stays while the screen behind it loads and is resized" {
    shell 80 24
    line "'$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'case.db'
    press 3 f
    type_text 'is:deni'
    wait_for 'filter: is:deni'
    mux resize-window -x 60 -y 12
    wait_rows 12
    type_text 'ed'
    wait_for 'filter: is:denied'
    press Enter
    wait_for 'filter is:denied'
    press Q
    wait_for 'EXIT=0'
}

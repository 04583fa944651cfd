#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Terminals that can little, or too little.

load e2e

setup() {
    e2e_setup
    e2e_case
}

teardown() {
    e2e_teardown
}

@test "works as xterm-256color, screen and vt100" {
    local term
    for term in xterm-256color screen vt100; do
        use_socket "$term"
        shell 80 24 TERM=$term
        start_help
        press G
        wait_for 'On the screen Proposals'
        press Q
        wait_for 'EXIT=0'
        mux kill-server
    done
}

@test "refuses a terminal that cannot place its cursor" {
    shell 80 24
    line "TERM=dumb '$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'cannot place its cursor'
    wait_for 'EXIT=1'
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# kill -SEGV: the terminal is as it was, and the signal is still told.

load e2e

setup() {
    e2e_setup
    e2e_case
}

teardown() {
    e2e_teardown
}

@test "gives the terminal back when it crashes" {
    # Sanitizers catch the signal themselves and end in another way; this is about our own handler.
    shell 80 24 {A,T,UB}SAN_OPTIONS=handle_segv=0
    remember_modes
    start_help
    kill -SEGV "$(child)"
    wait_for 'EXIT=139'
    assert_sane
}

@test "gives the terminal back when it crashes with a prompt open" {
    shell 80 24 {A,T,UB}SAN_OPTIONS=handle_abort=0
    remember_modes
    start_help
    press /
    type_text 'half a wo'
    wait_for '/half a wo'
    kill -ABRT "$(child)"
    wait_for 'EXIT=134'
    assert_sane
}

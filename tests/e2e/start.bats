#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The interface starts in a real terminal, at once, and leaves it as it was.

load e2e

setup() {
    e2e_setup
    e2e_case
}

teardown() {
    e2e_teardown
}

@test "starts, quits and leaves the terminal as it was" {
    shell 80 24
    remember_modes
    start_help
    press Q
    wait_for 'EXIT=0'
    assert_sane
}

@test "refuses to run without a terminal" {
    run "$TRAILCASE" ui "$CASE" </dev/null
    [[ $status -eq 2 && $output == *'needs a terminal'* ]]
}

@test "a lead is a key away from the first screen" {
    shell 80 24
    line "'$TRAILCASE' '$CASE'; echo EX''IT=\$?"
    wait_for '2 leads'
    press 2
    wait_for 'Leads'
    press q Q
    wait_for 'EXIT=0'
}

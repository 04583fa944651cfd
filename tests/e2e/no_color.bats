#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Colours where there are some, unless NO_COLOR is set.

load e2e

setup() {
    e2e_setup
    e2e_case
}

teardown() {
    e2e_teardown
}

@test "uses colours where there are some" {
    shell 80 24 TERM=xterm-256color
    start_help
    coloured_screen | grep -q $'\e\\[[0-9;]*48;5;24m'
    press Q
    wait_for 'EXIT=0'
}

@test "uses no colour when NO_COLOR is set" {
    shell 80 24 NO_COLOR=1
    start_help
    coloured_screen | grep -q $'\e\\[7m'
    run grep -E $'\e\\[([0-9;]*;)?(3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;)[0-9;]*m' <(coloured_screen)
    [[ $status -eq 1 ]]
    press Q
    wait_for 'EXIT=0'
}

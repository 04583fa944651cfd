#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# A terminal type that is described nowhere.

load e2e

setup() {
    e2e_setup
    e2e_case
}

teardown() {
    e2e_teardown
}

@test "an unknown terminal type is refused, with what to do" {
    shell 80 24
    remember_modes
    line "TERM=no-such-terminal '$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'no-such-terminal" is not'
    wait_for 'EXIT=1'
    assert_sane
}

@test "no terminal type at all is refused too" {
    shell 80 24
    line "env -u TERM '$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'start the interface'
    wait_for 'EXIT=1'
}

@test "a terminal younger than the machine is taken for the one it is like" {
    shell 80 24
    remember_modes
    line "clear; TERM=wezterm-of-tomorrow '$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'case.db'
    press Q
    wait_for 'EXIT=0'
    assert_sane
}

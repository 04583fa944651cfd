#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# ^Z, fg, and a stop from outside.

load e2e

setup() {
    e2e_setup
    e2e_case
}

teardown() {
    e2e_teardown
}

@test "stops on ^Z and comes back with fg" {
    shell 80 24
    remember_modes
    start_help
    press C-z
    wait_for 'Stopped'
    line 'fg >/dev/null'
    wait_for 'What to do first'
    press G
    wait_for 'On the screen Proposals'
    press Q
    assert_sane
}

@test "comes back from a stop it did not ask for, on a terminal of another size" {
    shell 80 24
    start_help
    kill -TSTP "$(child)"
    wait_for 'Stopped'
    mux resize-window -x 60 -y 14
    line 'fg >/dev/null'
    wait_for 'What to do first'
    [[ $(screen | grep -c .) -le 14 ]]
    press Q
    wait_for 'READY>'
}

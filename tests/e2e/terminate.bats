#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Signals that end the program, and a terminal that goes away.

load e2e

setup() {
    e2e_setup
    e2e_case
}

teardown() {
    e2e_teardown
}

@test "ends cleanly when it is told to" {
    local signal
    for signal in TERM INT QUIT; do
        use_socket "$signal"
        shell 80 24
        remember_modes
        start_help
        kill -"$signal" "$(child)"
        wait_for 'EXIT=0'
        assert_sane
        mux kill-server
    done
}

@test "ends when its terminal goes away" {
    local pid
    shell 80 24
    start_help
    pid=$(child)
    mux kill-server
    wait_end "$pid"
}

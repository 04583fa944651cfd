#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Sizes that change faster than anybody drags a window.

load e2e

setup() {
    e2e_setup
    e2e_case
}

teardown() {
    e2e_teardown
}

@test "follows a resize, and says when the terminal is too small" {
    shell 80 24
    start_help
    mux resize-window -x 60 -y 12
    wait_gone 'Pivots'
    wait_for 'q back'
    mux resize-window -x 30 -y 5
    wait_for 'terminal too small'
    mux resize-window -x 100 -y 30
    wait_for 'What to do first'
    press Q
    wait_for 'EXIT=0'
}

@test "a storm of sizes ends in the screen of the last one" {
    local i cols rows before
    shell 100 30
    line "'$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'case.db'
    press 6
    wait_for 'Timeline'
    mux resize-window -x 80 -y 24
    wait_rows 24
    wait_for 'a bar is'
    before=$(screen)
    for ((i = 0; i < 60; i++)); do
        cols=$((20 + i * 37 % 160)) rows=$((4 + i * 13 % 50))
        mux resize-window -x "$cols" -y "$rows"
        press l h
    done
    mux resize-window -x 80 -y 24
    for ((i = 0; i < 100; i++)); do
        [[ $(screen) != "$before" ]] || break
        sleep 0.1
    done
    diff <(screen) - <<<"$before"
    press Q
    wait_for 'EXIT=0'
}

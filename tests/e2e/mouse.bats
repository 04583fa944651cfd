#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The mouse in a real terminal.

load e2e

setup() {
    e2e_setup
    e2e_case
}

teardown() {
    e2e_teardown
}

@test "asks for the mouse only when the config file says so, and gives it back" {
    mkdir -p "$HOME/.config/trailcase"
    shell 80 24 TERM=xterm-256color
    line "'$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'case.db › '
    [[ $(mux display-message -p '#{mouse_any_flag}') == 0 ]]
    press Q
    wait_for 'EXIT=0'
    echo 'mouse = on' >"$HOME/.config/trailcase/config"
    line "clear; '$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'case.db › '
    [[ $(mux display-message -p '#{mouse_any_flag}') == 1 ]]
    press 3
    wait_for 'Principals'
    type_text $'\e[<0;10;4M\e[<0;10;4m'
    wait_for '2 of'
    type_text $'\e[<0;10;4M\e[<0;10;4m\e[<0;10;4M\e[<0;10;4m'
    wait_for 'Events'
    press Q
    wait_for 'EXIT=0'
    [[ $(mux display-message -p '#{mouse_any_flag}') == 0 ]]
    line "clear; env {A,T,UB}SAN_OPTIONS=handle_segv=0 '$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'case.db › '
    kill -SEGV "$(child)"
    wait_for 'EXIT=139'
    [[ $(mux display-message -p '#{mouse_any_flag}') == 0 ]]
}

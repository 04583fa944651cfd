#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The interface in a real terminal: it starts and leaves no trace on every way out, in every kind of terminal.

load e2e

setup() {
    e2e_setup
    CASE=$BATS_TEST_TMPDIR/case.db
    "$TRAILCASE" ingest -q "$CASE" "$TOP_SRCDIR/tests/e2e/logs" >/dev/null
}

teardown() {
    e2e_teardown
}

start_help() {
    line "'$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'case.db'
    press '?'
    wait_for 'next line'
}

@test "starts, quits and leaves the terminal as it was" {
    shell 80 24
    remember_modes
    start_help
    press Q
    wait_for 'EXIT=0'
    assert_sane
}

@test "works as xterm-256color, screen and vt100" {
    local term
    for term in xterm-256color screen vt100; do
        use_socket "$term"
        shell 80 24 TERM=$term
        start_help
        press G
        wait_for 'keys and screens'
        press Q
        wait_for 'EXIT=0'
        mux kill-server
    done
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

@test "follows a resize, and says when the terminal is too small" {
    shell 80 24
    start_help
    mux resize-window -x 60 -y 12
    wait_gone 'Pivots'
    wait_for 'q back'
    mux resize-window -x 30 -y 5
    wait_for 'terminal too small'
    mux resize-window -x 100 -y 30
    wait_for 'Going'
    press Q
    wait_for 'EXIT=0'
}

@test "a prompt survives a resize and takes UTF-8" {
    shell 80 24
    start_help
    press /
    type_text 'grün日'
    wait_for '/grün日'
    mux resize-window -x 60 -y 12
    wait_for '/grün日'
    mux resize-window -x 30 -y 5
    wait_for 'terminal too small'
    type_text 'x'
    mux resize-window -x 80 -y 24
    wait_for '/grün日x'
    press BSpace BSpace
    wait_gone '日'
    press Escape
    wait_gone '/grün'
    press Q
    wait_for 'EXIT=0'
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

@test "stops on ^Z and comes back with fg" {
    shell 80 24
    remember_modes
    start_help
    press C-z
    wait_for 'Stopped'
    line 'fg >/dev/null'
    wait_for 'next line'
    press G
    wait_for 'keys and screens'
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
    wait_for 'next line'
    [[ $(screen | grep -c .) -le 14 ]]
    press Q
    wait_for 'READY>'
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

@test "asks for the mouse only when the config file says so, and gives it back" {
    mkdir -p "$HOME/.config/trailcase"
    shell 80 24 TERM=xterm-256color
    line "'$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'case.db'
    [[ $(mux display-message -p '#{mouse_any_flag}') == 0 ]]
    press Q
    wait_for 'EXIT=0'
    echo 'mouse = on' >"$HOME/.config/trailcase/config"
    line "clear; '$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'case.db'
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
    wait_for 'case.db'
    kill -SEGV "$(child)"
    wait_for 'EXIT=139'
    [[ $(mux display-message -p '#{mouse_any_flag}') == 0 ]]
}

@test "refuses a terminal it cannot draw on" {
    shell 80 24
    line "TERM=dumb '$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'cannot place its cursor'
    wait_for 'EXIT=1'
    line "clear; TERM=no-such-terminal '$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'no-such-terminal" is not'
    wait_for 'EXIT=1'
}

@test "refuses to run without a terminal" {
    run "$TRAILCASE" ui "$CASE" </dev/null
    [[ $status -eq 2 && $output == *'needs a terminal'* ]]
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# From a lead to the scope in a real terminal, at several sizes and in several kinds of terminal.

load e2e

setup() {
    e2e_setup
    CASE=$BATS_TEST_TMPDIR/case.db
    "$TRAILCASE" ingest -q "$CASE" "$TOP_SRCDIR/tests/e2e/logs" >/dev/null
}

teardown() {
    e2e_teardown
}

# journey COLS ROWS [ENV-ASSIGNMENT...]: event, principal, its addresses, mark, keys from there, scope
journey() {
    shell "$@"
    line "'$TRAILCASE' '$CASE'; echo EX''IT=\$?"
    wait_for 'Case'
    press f
    wait_for 'filter:'
    type_text 'api:CreateKeyPair'
    press Enter
    wait_for '2020-04-01 12:05:00'
    press 6
    wait_for 'Timeline'
    press -
    wait_for 'Events'
    press Enter
    wait_for 'alice created key pair'
    press p
    wait_for 'Principals CreateKeyPair'
    press i
    wait_for 'Addresses alice'
    wait_for '203.0.113.7'
    press m
    wait_for 'mark address 203.0.113.7'
    press a
    wait_for 'reason (Enter marks, Esc drops):'
    type_text 'seen in the alert'
    press Enter
    wait_for 'address 203.0.113.7: attacker'
    press K
    wait_for 'AKIAEXAMPLEALICE0001'
    press 9
    wait_for 'attacker    2 events'
    press q
    wait_for 'AKIAEXAMPLEALICE0001'
    press Q
    wait_for 'EXIT=0'
    "$TRAILCASE" scope "$CASE" --format json | grep -q '"keys":\["AKIAEXAMPLEALICE0001"\]'
}

@test "from lead to scope at 80x24" {
    journey 80 24 TERM=xterm-256color
}

@test "from lead to scope at 60x12" {
    journey 60 12 TERM=xterm-256color
}

@test "from lead to scope at 200x50" {
    journey 200 50 TERM=xterm-256color
}

@test "from lead to scope in screen" {
    journey 80 24 TERM=screen
}

@test "from lead to scope on a vt100" {
    journey 80 24 TERM=vt100
}

@test "from lead to scope without colour" {
    journey 80 24 NO_COLOR=1
}

@test "from lead to scope in a locale of ASCII" {
    journey 80 24 LC_ALL=C
    line "clear; '$TRAILCASE' '$CASE'"
    wait_for 'case.db > Case'
}

@test "every screen follows a resize" {
    local key
    shell 80 24
    line "'$TRAILCASE' '$CASE'; echo EX''IT=\$?"
    for key in 1 3 4 5 6 7 8 9 '?'; do
        mux resize-window -x 80 -y 24
        press "$key"
        wait_for 'case.db'
        mux resize-window -x 60 -y 12
        wait_rows 12
        mux resize-window -x 30 -y 5
        wait_for 'terminal too small'
        mux resize-window -x 120 -y 40
        wait_rows 40
    done
    press Q
    wait_for 'EXIT=0'
}

# bytes KEY: how many bytes a press of a key makes the program write to the terminal, in REPLY
bytes() {
    : >"$HOME/bytes"
    mux pipe-pane -O "cat >>'$HOME/bytes'"
    press "$1"
    sleep 0.5
    mux pipe-pane
    REPLY=$(stat -c %s "$HOME/bytes")
    printf '%s: %s bytes\n' "$1" "$REPLY"
}

@test "a key writes what changed: nothing, a line, two lines, and the whole only when asked" {
    shell 80 24
    line "'$TRAILCASE' '$CASE'; echo EX''IT=\$?"
    wait_for 'Case'
    press 7
    wait_for 'AssumeRole'
    bytes k # at the first line already
    [[ $REPLY -lt 100 ]]
    bytes j
    [[ $REPLY -gt 10 && $REPLY -lt 500 ]]
    bytes Space
    [[ $REPLY -lt 500 ]]
    bytes /
    [[ $REPLY -lt 400 ]]
    bytes Escape
    [[ $REPLY -lt 400 ]]
    bytes C-l
    [[ $REPLY -gt 500 ]]
    press Q
    wait_for 'EXIT=0'
}

@test "moving the cursor repaints two lines, not the screen" {
    shell 80 24
    line "'$TRAILCASE' '$CASE'; echo EX''IT=\$?"
    wait_for 'Case'
    press 7
    wait_for 'AssumeRole'
    mux pipe-pane -O "cat >'$HOME/bytes'"
    press j
    wait_for '2 of 3'
    press k
    wait_for '1 of 3'
    mux pipe-pane
    printf '%s bytes\n' "$(stat -c %s "$HOME/bytes")"
    [[ $(stat -c %s "$HOME/bytes") -lt 1000 ]]
    press Q
    wait_for 'EXIT=0'
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# How many bytes a key press writes to the terminal: what counts on a slow link.

load e2e

setup() {
    e2e_setup
    CASE=$BATS_TEST_TMPDIR/case.db WRITTEN=$BATS_TEST_TMPDIR/written
    "$TRAILCASE" ingest -q "$CASE" "$TOP_SRCDIR/tests/view/data/small.json"
}

teardown() {
    e2e_teardown
}

# settled: the number of bytes written, when it has stopped growing
settled() {
    local before=-1 now=0
    while [[ $now -ne $before ]]; do
        before=$now
        sleep 0.25
        now=$(stat -c %s "$WRITTEN")
    done
    echo "$now"
}

# costs KEY MOST: press a key and hold what it writes against a limit
costs() {
    local before after
    before=$(settled)
    press "$1"
    after=$(settled)
    printf '%s writes %d bytes, at most %d\n' "$1" "$((after - before))" "$2"
    [[ $((after - before)) -le $2 ]]
}

@test "a key press writes what changed and little more" {
    shell 80 24 TERM=xterm-256color
    mux pipe-pane -O "cat >'$WRITTEN'"
    line "'$TRAILCASE' ui '$CASE'"
    wait_for 'case.db'
    costs 3 1300
    costs j 400
    costs k 450
    costs s 500
    costs m 250
    costs Escape 200
    costs / 120
    costs x 60
    costs Escape 400
    costs . 1500
    costs Escape 1500
    press : events Enter
    wait_for 'Events'
    costs j 400
    costs g 500
    costs ^l 4500
    press Q
}

@test "nothing is written while nothing is pressed" {
    shell 80 24
    line "'$TRAILCASE' ui '$CASE'"
    wait_for 'case.db'
    mux pipe-pane -O "cat >'$WRITTEN'"
    press j
    local before
    before=$(settled)
    [[ $before -gt 0 ]]
    sleep 1.5
    [[ $(stat -c %s "$WRITTEN") -eq $before ]]
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Random keys, sizes, filters and marks, from fixed seeds: whatever is pressed, the interface neither crashes
# nor hangs. SOAK_STEPS=100000 makes it long.

setup() {
    . "$TOP_SRCDIR/tests/soak/steps.bash"
    CASE=$BATS_TEST_TMPDIR/case.db
    "$TRAILCASE" ingest -q "$CASE" "$TOP_SRCDIR/tests/e2e/logs" >/dev/null
}

soak() {
    RANDOM=$1
    steps "${SOAK_STEPS:-400}" >"$BATS_TEST_TMPDIR/script"
    timeout "${SOAK_SECONDS:-120}" "$TRAILCASE" ui "$CASE" --script "$BATS_TEST_TMPDIR/script"
}

@test "random keys, seed 1" {
    soak 1
}

@test "random keys, seed 2" {
    soak 2
}

@test "random keys, seed 3" {
    soak 3
}

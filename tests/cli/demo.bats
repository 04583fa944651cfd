#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The sample case as a newcomer meets it.

setup() {
    export XDG_CACHE_HOME=$BATS_TEST_TMPDIR
    export TRAILCASE_NOW=2020-04-10T09:00:00Z
}

@test "without a terminal the demo prints the report of a case that is judged" {
    output=$("$TRAILCASE" --demo 2>/dev/null)
    [[ $output == *"8 long-lived access keys of 8 users"* ]]
    [[ $output == *"115 security groups"* ]]
}

@test "run again, from another copy of the sample, it shows the same case and takes nothing in twice" {
    "$TRAILCASE" --demo >"$BATS_TEST_TMPDIR/first"
    mkdir "$BATS_TEST_TMPDIR/copy"
    cp "$TRAILCASE" "$BATS_TEST_TMPDIR/copy/trailcase"
    cp -r "$TOP_BUILDDIR/samples" "$BATS_TEST_TMPDIR/copy/samples"
    "$BATS_TEST_TMPDIR/copy/trailcase" --demo >"$BATS_TEST_TMPDIR/second"
    diff "$BATS_TEST_TMPDIR/first" "$BATS_TEST_TMPDIR/second"
}

@test "the other samples go by their name, each with a case of its own" {
    [[ $("$TRAILCASE" demo role 2>/dev/null) == *"instance credentials used off the instance"* ]]
    [[ $("$TRAILCASE" --demo console 2>/dev/null) == *"console password guessed"* ]]
    [ -e "$XDG_CACHE_HOME/trailcase/demo-role-report.db" ]
    [ -e "$XDG_CACHE_HOME/trailcase/demo-console-report.db" ]
    [ ! -e "$XDG_CACHE_HOME/trailcase/demo-report.db" ]
    run "$TRAILCASE" demo nosuch
    [ "$status" -eq 2 ]
    [[ $output == *"it is model, role or console"* ]]
}

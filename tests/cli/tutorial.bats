#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What man/trailcase-tutorial.7 says is on the screen is there: its steps are run on the sample case.

bats_require_minimum_version 1.5.0

setup() {
    PAGE=$TOP_SRCDIR/man/trailcase-tutorial.7
    CASE=$BATS_TEST_TMPDIR/demo.db
    "$TRAILCASE" ingest -q "$CASE" "$TOP_BUILDDIR/samples/model/logs"
}

# steps: the script of the page
steps() {
    sed -n 's/^\.\\" test: //p' "$PAGE"
}

@test "the tutorial goes from the alert to the answers as it says" {
    [ "$(steps | wc -l)" -gt 40 ]
    steps >"$BATS_TEST_TMPDIR/script"
    "$TRAILCASE" ui "$CASE" --script "$BATS_TEST_TMPDIR/script"
    "$TRAILCASE" report "$CASE" -t md | grep -q 'What credentials did the attacker have'
    run -0 "$TRAILCASE" replay "$CASE"
    [[ $output == *"the same hash on the same evidence" ]]
}

@test "the tutorial finds what the truth of the sample says" {
    command -v jq >/dev/null || skip "jq is not installed"
    steps | "$TRAILCASE" ui "$CASE" --script -
    [ "$("$TRAILCASE" scope "$CASE" --format json | jq -c '.attacker.keys | sort')" = \
        "$(jq -c '.attacker.keys | sort' "$TOP_BUILDDIR/samples/model/truth.json")" ]
    [ "$("$TRAILCASE" scope "$CASE" --format json | jq -c '.attacker.addresses | sort')" = \
        "$(jq -c '.attacker.addresses | sort' "$TOP_BUILDDIR/samples/model/truth.json")" ]
}

@test "the page is a sound manual page" {
    command -v mandoc >/dev/null || skip "mandoc is not installed"
    run -0 mandoc -T lint -W warning "$PAGE"
}

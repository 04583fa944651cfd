#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# From one lead to the whole of the attacker by proposals, held to the truth of the sample.

setup_file() {
    export MODEL="$BATS_FILE_TMPDIR/model" UNMARKED="$BATS_FILE_TMPDIR/unmarked.db"
    export TRAILCASE_NOW=2020-05-01T00:00:00Z
    command -v jq >/dev/null || return 0
    "${TOP_BUILDDIR:-build}/samples/gen" model "$MODEL"
    "$TRAILCASE" ingest -q "$UNMARKED" "$MODEL/logs" >/dev/null
}

setup() {
    command -v jq >/dev/null || skip "jq is not installed"
    CASE="$BATS_TEST_TMPDIR/case.db"
    cp "$UNMARKED" "$CASE"
    LEAD="event:$(truth .lead_event)"
}

truth() {
    jq -r "$1" "$MODEL/truth.json"
}

grow() {
    "$TRAILCASE" scope "$1" "${@:2}" --auto --format json 2>"$BATS_TEST_TMPDIR/taken"
}

proposals() {
    "$TRAILCASE" scope "$CASE" --proposals --format json
}

@test "from the lead event alone the attacker of the truth is found, no more and no less" {
    local what
    grow "$CASE" --seed "$LEAD" >"$BATS_TEST_TMPDIR/scope.json"
    for what in keys addresses agents; do
        [ "$(jq -r ".attacker.$what | sort | .[]" "$BATS_TEST_TMPDIR/scope.json")" = \
            "$(truth ".attacker.$what | sort | .[]")" ]
    done
    [ "$(jq -r '.questions.actions.claims[0].events | sort | .[]' "$BATS_TEST_TMPDIR/scope.json")" = \
        "$(truth '.attacker.event_ids | sort | .[]')" ]
}

@test "the answers as JSON hold what is proposed, with the effect where it may be tried" {
    "$TRAILCASE" mark "$CASE" -q "$LEAD" attacker >/dev/null
    "$TRAILCASE" scope "$CASE" --format json | jq -e '.proposals | length >= 2 and all(.[]; .events == null and .evidence > 0)'
    "$TRAILCASE" scope "$CASE" --seed "$LEAD" --format json |
        jq '[.proposals[] | {kind, value, verdict, confidence, attributed: .events, undecided, credentials}]' >"$BATS_TEST_TMPDIR/ours.json"
    proposals | jq '[.[] | {kind, value, verdict, confidence, attributed, undecided, credentials}]' >"$BATS_TEST_TMPDIR/theirs.json"
    cmp "$BATS_TEST_TMPDIR/ours.json" "$BATS_TEST_TMPDIR/theirs.json"
}

@test "keys that their owners use daily are compromised, not the attacker's" {
    local key
    grow "$CASE" --seed "$LEAD" >/dev/null
    for key in $(truth '.attacker.keys[]'); do
        [ "$("$TRAILCASE" mark "$CASE" --format json | jq -r ".[] | select(.value == \"$key\") | .verdict")" = compromised ]
    done
}

@test "any call of the attacker leads to the same scope" {
    local first
    first=$(truth '.attacker.event_ids[0]')
    cp "$UNMARKED" "$BATS_TEST_TMPDIR/other.db"
    grow "$CASE" --seed "$LEAD" | jq -S .attacker >"$BATS_TEST_TMPDIR/one.json"
    grow "$BATS_TEST_TMPDIR/other.db" --seed "event:$first" | jq -S .attacker >"$BATS_TEST_TMPDIR/other.json"
    cmp "$BATS_TEST_TMPDIR/one.json" "$BATS_TEST_TMPDIR/other.json"
}

@test "the reason of each mark is its rule, and undo takes all of them back at once" {
    grow "$CASE" --seed "$LEAD" >/dev/null
    [ "$("$TRAILCASE" mark "$CASE" --format json | jq '[.[] | select(.reason | test("^(address|key)-of-"))] | length')" = \
        "$(wc -l <"$BATS_TEST_TMPDIR/taken")" ]
    "$TRAILCASE" undo "$CASE"
    [ "$("$TRAILCASE" mark "$CASE" --format json | jq -r '.[].kind')" = event ]
}

@test "a proposal tells its effect, and taking it has just that effect" {
    local address before
    address=$(truth '.attacker.addresses[1]')
    "$TRAILCASE" scope "$CASE" --seed "$LEAD" >/dev/null
    before=$(proposals | jq ".[] | select(.value == \"$address\") | .attributed")
    [ "$before" -gt 0 ]
    [ "$("$TRAILCASE" scope "$CASE" --accept "ip:$address" --format json | jq .attacker.events)" = $((before + 1)) ]
}

@test "listing proposals changes nothing" {
    "$TRAILCASE" scope "$CASE" --seed "$LEAD" >/dev/null
    "$TRAILCASE" scope "$CASE" --format json >"$BATS_TEST_TMPDIR/before.json"
    proposals >/dev/null
    "$TRAILCASE" scope "$CASE" --format json | cmp - "$BATS_TEST_TMPDIR/before.json"
    "$TRAILCASE" undo "$CASE"
    run "$TRAILCASE" undo "$CASE"
    [ "$status" -eq 1 ]
}

@test "what is rejected is neither proposed nor taken again, until the rejection is undone" {
    local address
    address=$(truth '.attacker.addresses[1]')
    "$TRAILCASE" scope "$CASE" --seed "$LEAD" --reject "ip:$address" >/dev/null
    [ "$(proposals | jq "[.[] | select(.value == \"$address\")] | length")" = 0 ]
    grow "$CASE" >/dev/null
    [ "$("$TRAILCASE" mark "$CASE" --format json | jq "[.[] | select(.value == \"$address\")] | length")" = 0 ]
    "$TRAILCASE" undo "$CASE"
    run "$TRAILCASE" undo "$CASE"
    [[ $output == "undone: reject on address $address"* ]]
    [ "$(proposals | jq "[.[] | select(.value == \"$address\")] | length")" = 1 ]
}

@test "nothing is proposed without a mark, and what is not proposed cannot be accepted" {
    [ "$(proposals | jq length)" = 0 ]
    run "$TRAILCASE" scope "$CASE" --accept "key:$(truth '.attacker.keys[0]')"
    [ "$status" -eq 2 ]
    [[ $output == *'nothing is proposed for key'* ]]
}

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

@test "the answers as JSON hold what is proposed, with its effect" {
    "$TRAILCASE" mark "$CASE" -q "$LEAD" attacker >/dev/null
    "$TRAILCASE" scope "$CASE" --format json | jq -e '.proposals | length >= 2 and all(.[]; .evidence > 0)'
    "$TRAILCASE" scope "$CASE" --format json |
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

@test "the first address leads to the second, and the agent names it" {
    local one two
    one=$(truth '.attacker.addresses[0]') two=$(truth '.attacker.addresses[1]')
    "$TRAILCASE" mark "$CASE" -q "ip:$one" attacker
    proposals | jq -e --arg two "$two" '.[0] | .value == $two and .confidence == "high" and .attributed == 384'
    proposals | jq -e --arg two "$two" '[.[] | select(.kind == "agent") | .effect | contains($two)] == [true, true]'
    run "$TRAILCASE" scope "$CASE"
    [[ $output == *'proposals are not decided yet'*'the scope is not finished'* ]]
}

@test "each proposal gives a filter that lists as many events as it would add" {
    local query count
    "$TRAILCASE" mark "$CASE" -q "ip:$(truth '.attacker.addresses[0]')" attacker
    while IFS=$'\t' read -r count query; do
        [ "$("$TRAILCASE" events "$CASE" "$query" --format jsonl | wc -l)" -eq "$count" ]
    done < <(proposals | jq -r '.[] | select(.follows | not) | [.attributed + .undecided, .query] | @tsv')
}

@test "what a benign mark would set aside can be looked at before the marks that it follows are taken" {
    local query count
    "$TRAILCASE" mark "$CASE" -q "ip:$(truth '.attacker.addresses[0]')" attacker
    proposals | jq -e '[.[] | select(.follows and .verdict == "benign")] | length >= 1'
    while IFS=$'\t' read -r count query; do
        [ "$("$TRAILCASE" events "$CASE" "$query" --format jsonl | wc -l)" -eq "$count" ]
    done < <(proposals | jq -r '.[] | select(.follows and .verdict == "benign") | [-.undecided, .query] | @tsv')
}

@test "what --auto takes was listed before, no more and no less" {
    "$TRAILCASE" mark "$CASE" -q "ip:$(truth '.attacker.addresses[0]')" attacker
    proposals | jq -r '.[] | select(.confidence == "high") | "\(.verdict) \(.kind) \(.value)"' | sort >"$BATS_TEST_TMPDIR/listed"
    grow "$CASE" >/dev/null
    "$TRAILCASE" mark "$CASE" --format json |
        jq -r --arg first "$(truth '.attacker.addresses[0]')" '.[] | select(.value != $first) | "\(.verdict) \(.kind) \(.value)"' |
        sort | diff "$BATS_TEST_TMPDIR/listed" -
    grep -q '^compromised key AKIARTX3GSDSQV6TID7F (oskar.lind): calls of the attacker used it$' "$BATS_TEST_TMPDIR/taken"
}

@test "marks tell how their events stand now, and benign ones what they keep out" {
    grow "$CASE" --seed "$LEAD" >/dev/null
    "$TRAILCASE" mark "$CASE" --format json >"$BATS_TEST_TMPDIR/marks.json"
    [ "$(jq '[.[] | select(.kind == "address" and .verdict == "attacker") | .attributed] | add' "$BATS_TEST_TMPDIR/marks.json")" = 438 ]
    [ "$(jq '[.[] | select(.kind == "key") | .attributed] | add' "$BATS_TEST_TMPDIR/marks.json")" = 438 ]
    [ "$(jq '[.[] | select(.verdict == "benign") | .set_aside] | add' "$BATS_TEST_TMPDIR/marks.json")" = \
        "$(truth '[.per_key[].legitimate_events] | add')" ]
}

@test "what others did with the attacker's keys meanwhile is set aside in sight, and can be decided otherwise" {
    local first last count
    grow "$CASE" --seed "$LEAD" >/dev/null
    first=$(truth '.per_key.AKIARTX3GSDS5VWKAXMN.first') last=$(truth '.per_key.AKIARTX3GSDS5VWKAXMN.last')
    count=$("$TRAILCASE" events "$CASE" "key:AKIARTX3GSDS5VWKAXMN since:$first until:$last !ip:192.0.2.146 !ip:203.0.113.77" \
        --format jsonl | wc -l)
    run "$TRAILCASE" scope "$CASE"
    [[ $output == *"set aside     $count events of others, with the attacker's credentials"* ]]
    printf '%s\nwait\n' 'key 9' "expect set aside   $count events" 'type j' 'type j' 'key Enter' "expect 1 of $count," 'key m' 'type a' \
        'key Enter' 'expect attacker' 'key 9' 'expect attacker    439 events' "expect set aside   $((count - 1)) events" |
        "$TRAILCASE" ui "$CASE" --script -
}

@test "proposals are listed from a case that cannot be written" {
    "$TRAILCASE" mark "$CASE" -q "$LEAD" attacker
    proposals >"$BATS_TEST_TMPDIR/writable.json"
    chmod 444 "$CASE"
    proposals | cmp - "$BATS_TEST_TMPDIR/writable.json"
    "$TRAILCASE" ui "$CASE" --script - <<<$'key 9\nwait\nexpect to take or reject; A takes 2 and 16 that follow: 2\nexpect attacker, 8 compromised, 8 benign\nexpect Proposals of high confidence'
}

@test "the reason of each mark is in words, and undo takes all of them back at once" {
    grow "$CASE" --seed "$LEAD" >/dev/null
    [ "$("$TRAILCASE" mark "$CASE" --format json | jq '[.[] | select(.reason | test("attacker"))] | length')" = \
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

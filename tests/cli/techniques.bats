#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# ATT&CK techniques of the sample case, against its events and against what the report of the real one named.

setup_file() {
    "${TOP_BUILDDIR:-build}/samples/gen" model "$BATS_FILE_TMPDIR/model"
    cd "$BATS_FILE_TMPDIR" || return
    "$TRAILCASE" ingest -q model.db model/logs >/dev/null
    "$TRAILCASE" events model.db 'api:CreateKeyPair since:2020-04-07' --format jsonl | jq -r .id | head -1 >lead
    "$TRAILCASE" scope model.db --seed event:"$(cat lead)" --auto >/dev/null
    "$TRAILCASE" techniques model.db -q --format json >all.json
    "$TRAILCASE" techniques model.db -q --attributed --format json >attacker.json
}

setup() {
    bats_require_minimum_version 1.5.0
    cd "$BATS_FILE_TMPDIR" || return
}

# row TACTIC TECHNIQUE: as named today
row() {
    jq -ec --arg tactic "$1" --arg technique "$2" '.[] | select(.tactic == $tactic and .technique == $technique)' attacker.json
}

@test "the six rows of the model case come out as named today" {
    row 'Initial Access' T1078.004 && row Persistence T1078.004 && row Persistence T1098.001
    row 'Privilege Escalation' T1078.004 && row Stealth T1078.004 && row Discovery T1087.004
}

@test "and as they were written then" {
    formerly() { jq -ec --arg tactic "$1" --arg name "$2" 'any(.[]; .former_tactic == $tactic and .former_name == $name)' attacker.json; }
    formerly 'Initial Access' 'Valid Accounts' && formerly Persistence 'Valid Accounts' && formerly Persistence 'Redundant Access'
    formerly 'Privilege Escalation' 'Valid Accounts' && formerly 'Defense Evasion' 'Valid Accounts' && formerly Discovery 'Account Discovery'
    row Persistence T1098.001 | jq -e '.former_technique == "T1108" and .calls == "CreateKeyPair ×1"'
}

@test "the mass opening is one row, and every call of the attacker has a technique" {
    row 'Defense Impairment' T1686.001 | jq -e '.events >= 300 and .denied == 0 and .former_technique == "T1562.007"'
    run -0 "$TRAILCASE" techniques model.db --attributed
    [[ $output == *"0 of "*" calls are of no technique"* ]]
}

@test "every number is that of the events its filter leaves" {
    for file in all.json attacker.json; do
        jq -r '.[] | [.events, .denied, .first, .last, .filter] | @tsv' $file >rows
        [ -s rows ]
        while IFS=$'\t' read -r events denied first last filter; do
            "$TRAILCASE" events model.db "$filter" --format jsonl >of
            [ "$(wc -l <of)" -eq "$events" ]
            [ "$(jq -r 'select(.outcome == "denied") | .id' of | wc -l)" -eq "$denied" ]
            [ "$(jq -rs '(map(.time) | min) + " " + (map(.time) | max)' of)" = "$first $last" ]
        done <rows
    done
}

@test "each call counts once, and what is left over is said" {
    all=$("$TRAILCASE" events model.db --format jsonl | wc -l)
    "$TRAILCASE" techniques model.db --format json 2>said >/dev/null
    without=$(sed 's/.*; \([0-9]*\) of .*/\1/' said)
    [ "$(jq 'map(.events) | add' all.json)" -eq $((all - without)) ]
}

@test "a filter narrows, and a wrong one is refused" {
    "$TRAILCASE" techniques model.db -q 'service:ec2' --attributed --format json >ec2.json
    jq -e 'any(.[]; .technique == "T1686.001") and all(.[]; .technique != "T1087.004")' ec2.json
    run -2 "$TRAILCASE" techniques model.db 'nofield:x'
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Judging and handing over, on the sample case, held to the truth its generator wrote.

setup_file() {
    export MODEL="$BATS_FILE_TMPDIR/model" CASE="$BATS_FILE_TMPDIR/case.db"
    export TRAILCASE_NOW=2020-05-01T00:00:00Z
    command -v jq >/dev/null || return 0
    "${TOP_BUILDDIR:-build}/samples/gen" model "$MODEL"
    "$TRAILCASE" ingest -q "$CASE" "$MODEL/logs" >/dev/null
    cp "$CASE" "$BATS_FILE_TMPDIR/unmarked.db"
    local address marks=()
    for address in $(jq -r '.attacker.addresses[]' "$MODEL/truth.json"); do
        marks+=("address:$address")
    done
    "$TRAILCASE" mark "$CASE" "${marks[@]}" attacker --reason 'addresses of the lead' >/dev/null
    "$TRAILCASE" scope "$CASE" --format json >"$BATS_FILE_TMPDIR/scope.json"
}

setup() {
    command -v jq >/dev/null || skip "jq is not installed"
    SCOPE="$BATS_FILE_TMPDIR/scope.json" FRESH="$BATS_TEST_TMPDIR/fresh.db"
    cp "$BATS_FILE_TMPDIR/unmarked.db" "$FRESH"
}

truth() {
    jq -r "$1" "$MODEL/truth.json"
}

scope() {
    jq -r "$1" "$SCOPE"
}

@test "the keys, addresses and agents are those of the truth, no more and no less" {
    local what
    for what in keys addresses agents; do
        [ "$(scope ".attacker.$what | sort | .[]")" = "$(truth ".attacker.$what | sort | .[]")" ]
    done
}

@test "the attributed events are those of the truth, with first and last" {
    [ "$(scope .attacker.events)" = "$(truth .attacker.events)" ]
    [ "$(scope .attacker.undecided)" = 0 ]
    [ "$(scope .attacker.first)" = "$(truth .attacker.first)" ]
    [ "$(scope .attacker.last)" = "$(truth .attacker.last)" ]
    [ "$(scope '.questions.actions.claims[0].events | sort | .[]')" = "$(truth '.attacker.event_ids | sort | .[]')" ]
}

@test "each key has a claim with its count, first and last" {
    local key
    for key in $(truth '.attacker.keys[]'); do
        [ "$(scope ".questions.credentials.claims[] | select(.text | contains(\"$key\")) | .events_total")" = \
            "$(truth ".per_key[\"$key\"].events")" ]
    done
}

@test "dormant keys are said to be, and only those" {
    local key
    for key in $(truth '.attacker.keys[]'); do
        [ "$(scope "[.questions.duration.claims[] | select(.text | contains(\"…${key: -4} \"))
            | .text | contains(\"nobody else in the 30 days before\")] | .[0]")" = \
            "$(truth ".per_key[\"$key\"].dormant_30d")" ]
    done
}

@test "the denied tries to assume a role are counted" {
    local tries
    tries=$(truth '.attacker.apis["sts:AssumeRole"]')
    [ "$(scope '[.questions.credentials.claims[] | select(.text | startswith("No role was assumed"))
        | .events_total] | .[0]')" = "$tries" ]
}

# Each claim of a case with its events, each that speaks against it and each number of its sentence: as many as claimed.
walk_claims() {
    local total query found
    "$TRAILCASE" scope "$1" --format json >"$BATS_TEST_TMPDIR/walk.json"
    [ "$(jq '[.questions[].claims[] | select(.events_total > 0 and .query == null)] | length' "$BATS_TEST_TMPDIR/walk.json")" = 0 ]
    jq -r '.questions[].claims[] | (select(.query) | [.events_total, .query]), (.numbers[] | select(.query) | [.value, .query]),
        (select(.against_query) | [.against_total, .against_query]) | @tsv' "$BATS_TEST_TMPDIR/walk.json" |
        sort -u >"$BATS_TEST_TMPDIR/claims"
    [ "$(wc -l <"$BATS_TEST_TMPDIR/claims")" -gt 20 ]
    while IFS=$'\t' read -r total query; do
        found=$("$TRAILCASE" events "$1" "$query" --format jsonl --limit 0 | wc -l)
        echo "$query: $found, claimed $total"
        [ "$found" = "$total" ]
    done <"$BATS_TEST_TMPDIR/claims"
    unproved_numbers "$BATS_TEST_TMPDIR/walk.json"
    [ -z "$(unproved_numbers "$BATS_TEST_TMPDIR/walk.json")" ]
}

# The numbers of calls that sentences name and no filter of theirs gives: there are none, but of calls that are fewer than
# their records.
unproved_numbers() {
    jq -r '.questions[].claims[] | select(.by == "trailcase") | .text as $text
        | [.numbers[].value, .events_total, .against_total] as $proved
        | $text | gsub("[0-9,]+ calls? in (?<events>[0-9])"; "\(.events)")
        | [scan("(?:^|[ (])([0-9][0-9,]*) (?:calls?|records?|events?|failures?|tries|try|denied|console sign-ins?|of them denied|only looked|changed)\\b"),
           scan("×([0-9][0-9,]*)")]
        | map(.[0] | gsub(","; "") | tonumber) | map(select(. as $number | $proved | index($number) | not))
        | select(length > 0) | "\(.): \($text)"' "$1"
}

@test "the events of every claim and the numbers in it are what its filters give" {
    walk_claims "$CASE"
}

@test "so are those of the other samples, from their leads" {
    local sample
    for sample in role console; do
        "${TOP_BUILDDIR:-build}/samples/gen" "$sample" "$BATS_TEST_TMPDIR/$sample"
        "$TRAILCASE" ingest -q "$BATS_TEST_TMPDIR/$sample.db" "$BATS_TEST_TMPDIR/$sample/logs" >/dev/null
        "$TRAILCASE" scope -q "$BATS_TEST_TMPDIR/$sample.db" --auto \
            --seed "event:$(jq -r .lead_event "$BATS_TEST_TMPDIR/$sample/truth.json")" >/dev/null
        walk_claims "$BATS_TEST_TMPDIR/$sample.db"
        cp "$BATS_TEST_TMPDIR/walk.json" "$BATS_TEST_TMPDIR/$sample.json"
    done
    jq -e '.questions.credentials.claims | any(.text | contains("What was made with it lasts without it: AKIA"))' \
        "$BATS_TEST_TMPDIR/role.json"
    jq -e '.questions.credentials.claims | any(.text | contains("It was switched off 2020-"))' "$BATS_TEST_TMPDIR/console.json"
    jq -e '.questions.actions.claims | any(.text | startswith("By resource, "))' "$BATS_TEST_TMPDIR/walk.json"
}

@test "the briefing answers all four questions" {
    run "$TRAILCASE" scope "$CASE"
    [ "$status" -eq 0 ]
    [[ $output == *'8 long-lived access keys of 8 users, 6 of them'* ]]
    [[ $output == *'on 115 security groups'* ]]
    [[ $output == *'Not provable from these logs'* ]]
}

@test "the report is the same bytes each time, and says the same" {
    "$TRAILCASE" report "$CASE" -t md >"$BATS_TEST_TMPDIR/one.md"
    "$TRAILCASE" report "$CASE" -o "$BATS_TEST_TMPDIR"
    cmp "$BATS_TEST_TMPDIR/one.md" "$BATS_TEST_TMPDIR/report.md"
    grep -q 'T1686.001' "$BATS_TEST_TMPDIR/one.md"
    grep -q 'addresses of the lead' "$BATS_TEST_TMPDIR/one.md"
}

@test "a report that is there is only overwritten when asked" {
    echo mine >"$BATS_TEST_TMPDIR/r.md"
    run "$TRAILCASE" report "$CASE" -o "$BATS_TEST_TMPDIR/r.md"
    [ "$status" -eq 1 ]
    [ "$(cat "$BATS_TEST_TMPDIR/r.md")" = mine ]
    "$TRAILCASE" report "$CASE" -C -o "$BATS_TEST_TMPDIR/r.md"
    head -1 "$BATS_TEST_TMPDIR/r.md" | grep -q '^# Incident report: case'
}

@test "mark tells its effect, undo takes it back" {
    local address
    address=$(truth '.attacker.addresses[0]')
    run "$TRAILCASE" mark "$FRESH" "ip:$address" attacker
    [ "$status" -eq 0 ]
    [[ $output != '0 events attributed'* ]]
    run "$TRAILCASE" undo "$FRESH"
    [ "$status" -eq 0 ]
    [[ $output == "undone: mark address $address attacker"* ]]
    [ "$("$TRAILCASE" scope "$FRESH" --format json | jq .attacker.events)" = 0 ]
    run "$TRAILCASE" undo "$FRESH"
    [ "$status" -eq 1 ]
}

@test "a principal goes by its name, and the list of marks shows it" {
    local user
    user=$(truth '.attacker.users[0]')
    "$TRAILCASE" mark "$FRESH" "principal:$user" compromised --since 2020-04-07T00:00:00Z
    run "$TRAILCASE" mark "$FRESH" --format json
    [ "$(jq -r '.[0].label, .[0].verdict, .[0].since' <<<"$output" | xargs)" = "$user compromised 2020-04-07T00:00:00Z" ]
}

@test "what is not in the case, or no verdict, is refused with what to do" {
    run "$TRAILCASE" mark "$FRESH" key:AKIANOTHERE attacker
    [ "$status" -eq 2 ]
    [[ $output == *'there is no key AKIANOTHERE'*'list CASE keys'* ]]
    run "$TRAILCASE" mark "$FRESH" ip:192.0.2.146 guilty
    [ "$status" -eq 2 ]
    [[ $output == *'is no verdict'* ]]
    run "$TRAILCASE" mark "$FRESH" ip:192.0.2.146
    [ "$status" -eq 2 ]
}

@test "evidence that comes after the marks counts the same" {
    local case="$BATS_TEST_TMPDIR/late.db" address first rest
    first=$(find "$MODEL/logs" -type d -name us-east-1 -path '*111122223333*')
    "$TRAILCASE" ingest -q "$case" "$first" >/dev/null
    for address in $(truth '.attacker.addresses[]'); do
        "$TRAILCASE" mark "$case" "ip:$address" attacker
    done
    [ "$("$TRAILCASE" scope "$case" --format json | jq .attacker.events)" -lt "$(truth .attacker.events)" ]
    "$TRAILCASE" ingest -q "$case" "$MODEL/logs" >/dev/null
    "$TRAILCASE" scope "$case" --format json >"$BATS_TEST_TMPDIR/late.json"
    rest='.attacker | map_values(if type == "array" then sort else . end)'
    [ "$(jq -S "$rest" "$BATS_TEST_TMPDIR/late.json")" = "$(scope "$rest" | jq -S .)" ]
    [ "$(jq -S '[.questions[].answer]' "$BATS_TEST_TMPDIR/late.json")" = "$(scope '[.questions[].answer]' | jq -S .)" ]
}

@test "a key the attacker made and used is not said to lie unused" {
    local base='"eventVersion":"1.05","awsRegion":"us-east-1","sourceIPAddress":"203.0.113.9","eventType":"AwsApiCall"'
    local who='"type":"IAMUser","principalId":"AIDAEXAMPLE","userName":"sam","accountId":"111122223333"'
    printf '{%s,"eventTime":"2020-04-01T10:00:00Z","eventID":"made","eventSource":"iam.amazonaws.com","eventName":"CreateAccessKey","userIdentity":{%s,"accessKeyId":"AKIAOLD"},"responseElements":{"accessKey":{"accessKeyId":"AKIANEW1","userName":"sam"}}}\n' \
        "$base" "$who" >"$BATS_TEST_TMPDIR/made.json"
    printf '{%s,"eventTime":"2020-04-01T10:00:00Z","eventID":"made-too","eventSource":"iam.amazonaws.com","eventName":"CreateAccessKey","userIdentity":{%s,"accessKeyId":"AKIAOLD"},"responseElements":{"accessKey":{"accessKeyId":"AKIANEW2","userName":"sam"}}}\n' \
        "$base" "$who" >>"$BATS_TEST_TMPDIR/made.json"
    printf '{%s,"eventTime":"2020-04-01T10:05:00Z","eventID":"used","eventSource":"sts.amazonaws.com","eventName":"GetCallerIdentity","userIdentity":{%s,"accessKeyId":"AKIANEW1"}}\n' \
        "$base" "$who" >>"$BATS_TEST_TMPDIR/made.json"
    "$TRAILCASE" ingest -q "$BATS_TEST_TMPDIR/made.db" "$BATS_TEST_TMPDIR/made.json" >/dev/null
    "$TRAILCASE" mark -q "$BATS_TEST_TMPDIR/made.db" address:203.0.113.9 attacker
    run "$TRAILCASE" scope "$BATS_TEST_TMPDIR/made.db" --format json
    [ "$(jq '[.questions.credentials.claims[].text | select(contains("no call with it is seen"))] | length' <<<"$output")" = 1 ]
    [[ $(jq -r '.questions.credentials.claims[].text | select(contains("no call with it is seen"))' <<<"$output") == *AKIANEW2* ]]
}

@test "notes are kept, listed and undone" {
    "$TRAILCASE" note "$FRESH" 'owner called at nine'
    "$TRAILCASE" note "$FRESH" ip:192.0.2.146 'asked the provider'
    [ "$("$TRAILCASE" note "$FRESH" --format json | jq -r '.[1].value')" = 192.0.2.146 ]
    "$TRAILCASE" undo "$FRESH"
    [ "$("$TRAILCASE" note "$FRESH" --format json | jq length)" = 1 ]
}

@test "verify holds for what trailcase wrote and fails for what another did" {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    "$TRAILCASE" note "$FRESH" one
    "$TRAILCASE" note "$FRESH" two
    run "$TRAILCASE" verify "$FRESH"
    [ "$status" -eq 0 ]
    sqlite3 "$FRESH" "UPDATE journal SET detail = replace(detail, 'one', 'won') WHERE seq = 1"
    run "$TRAILCASE" verify "$FRESH"
    [ "$status" -eq 1 ]
    [[ $output == *'entry 1 does not follow'* ]]
}

@test "hostile names reach neither the terminal nor the report as they are" {
    local log="$BATS_TEST_TMPDIR/hostile.json" case="$BATS_TEST_TMPDIR/hostile.db"
    jq -n '{Records: [{eventVersion: "1.08", eventID: "11111111-2222-3333-4444-555555555555",
        eventTime: "2020-04-01T10:00:00Z", eventSource: "iam.amazonaws.com", eventName: "CreateUser",
        awsRegion: "us-east-1", sourceIPAddress: "198.51.100.7", userAgent: "<script>alert(1)</script>",
        userIdentity: {type: "IAMUser", principalId: "AIDAEXAMPLE", accountId: "111122223333",
            userName: "eve\u001b[2J|<b>"}, requestParameters: {userName: "`x`\n| y"}, responseElements: null}]}' >"$log"
    "$TRAILCASE" ingest -q "$case" "$log" >/dev/null
    "$TRAILCASE" mark "$case" ip:198.51.100.7 attacker >/dev/null
    "$TRAILCASE" scope "$case" >"$BATS_TEST_TMPDIR/scope.txt"
    "$TRAILCASE" report "$case" >"$BATS_TEST_TMPDIR/report.md"
    run grep -c $'\033' "$BATS_TEST_TMPDIR/scope.txt" "$BATS_TEST_TMPDIR/report.md"
    [[ $output == *'scope.txt:0'*'report.md:0'* ]]
    sed '/^ *~~~~~~sh/,/^ *~~~~~~$/d; s/`[^`]*`//g' "$BATS_TEST_TMPDIR/report.md" >"$BATS_TEST_TMPDIR/without-code.md"
    run grep -E '(^|[^\\])<(b|script)>' "$BATS_TEST_TMPDIR/without-code.md"
    [ "$status" -eq 1 ]
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Lists of two real sets of logs against what jq counts over the same files.

# ingest SET: its case is SET.db, its events, each once, are in SET.jsonl
ingest() {
    "$TRAILCASE" ingest -q "$1.db" "$TRAILCASE_DATA/$1" >/dev/null 2>&1 || [ $? -eq 3 ]
    find "$TRAILCASE_DATA/$1" -name '*.json*' -print0 | xargs -0 zcat -f | jq -c '.Records[]?' |
        jq -c -s 'unique_by(.eventID) | .[]' >"$1.jsonl"
}

# missing: say why these tests cannot run; nothing when they can
missing() {
    [ -d "${TRAILCASE_DATA:-/nonexistent}/invictus-2023" ] || echo "TRAILCASE_DATA names no folder of real logs"
    command -v jq >/dev/null || echo "jq is not installed"
}

setup_file() {
    [ -z "$(missing)" ] || return 0
    cd "$BATS_FILE_TMPDIR" || return 1
    ingest invictus-2023
    ingest sans-504-s3-lab
}

setup() {
    [ -z "$(missing)" ] || skip "$(missing)"
    cd "$BATS_FILE_TMPDIR" || return 1
}

# agrees SET KIND JQ-EXPRESSION [FILTER JQ-CONDITION]: value and count of each, the same on both sides
agrees() {
    "$TRAILCASE" list "$1.db" "$2" "${4:-}" --format jsonl | jq -r '"\(.value)\t\(.events)"' | sort >ours
    jq -r -s "map(select(${5:-true}) | $3 // empty | select(. != \"\")) | group_by(.) | .[] |
        \"\(.[0])\t\(length)\"" "$1.jsonl" | sort >theirs
    diff ours theirs
}

@test "addresses, keys, apis, regions, services and agents of invictus-2023" {
    agrees invictus-2023 addresses .sourceIPAddress
    agrees invictus-2023 keys .userIdentity.accessKeyId
    agrees invictus-2023 apis '((.eventSource | split(".")[0]) + ":" + .eventName)'
    agrees invictus-2023 regions .awsRegion
    agrees invictus-2023 services '(.eventSource | split(".")[0])'
    agrees invictus-2023 agents .userAgent
}

@test "addresses, keys, apis, regions and errors of sans-504-s3-lab" {
    agrees sans-504-s3-lab addresses .sourceIPAddress
    agrees sans-504-s3-lab keys .userIdentity.accessKeyId
    agrees sans-504-s3-lab apis '((.eventSource | split(".")[0]) + ":" + .eventName)'
    agrees sans-504-s3-lab regions .awsRegion
    agrees sans-504-s3-lab errors .errorCode '!api:ConsoleLogin' '.eventName != "ConsoleLogin"'
}

@test "lists under filters agree too" {
    agrees invictus-2023 keys .userIdentity.accessKeyId ip:192.168.0.0/16 \
        '(.sourceIPAddress | startswith("192.168."))'
    agrees invictus-2023 apis '((.eventSource | split(".")[0]) + ":" + .eventName)' 'error:*Denied*' \
        '(.errorCode // "" | test("Denied"))'
    agrees invictus-2023 addresses .sourceIPAddress 'since:2023-07-10T12:00 until:2023-07-10T12:10' \
        '(.eventTime >= "2023-07-10T12:00:00Z" and .eventTime < "2023-07-10T12:10:00Z")'
    agrees invictus-2023 services '(.eventSource | split(".")[0])' '!service:(ec2,ssm) agent:*terraform*' \
        '(.eventSource | test("^(ec2|ssm)[.]") | not) and (.userAgent | test("terraform"; "i"))'
}

@test "every event comes out once, in the order of time" {
    "$TRAILCASE" events sans-504-s3-lab.db --format jsonl | jq -r .id | sort >ours
    jq -r .eventID sans-504-s3-lab.jsonl | sort | diff ours -
    "$TRAILCASE" events sans-504-s3-lab.db --format jsonl | jq -r .time | sort -c
}

@test "the timeline adds up to the events" {
    local set bucket
    for set in invictus-2023 sans-504-s3-lab; do
        for bucket in minute hour day week; do
            [ "$("$TRAILCASE" timeline "$set.db" -b "$bucket" --format json | jq 'map(.events) | add')" -eq \
                "$(wc -l <"$set.jsonl")" ]
        done
    done
}

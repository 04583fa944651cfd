#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Events that belong together and stay apart, and versions of one event that say different things.

bats_require_minimum_version 1.5.0

setup() {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    command -v jq >/dev/null || skip "jq is not installed"
    source "$TOP_SRCDIR/tests/cli/accounted.bash"
    DATA=$TOP_SRCDIR/tests/data/containers
    cd "$BATS_TEST_TMPDIR" || return 1
}

# variant N JQ-FILTER: the record of record.json with its eventID ending in N, changed by the filter
variant() {
    jq -c ".eventID = \"00000000-0000-4000-8000-00000000000$1\" | $2" "$DATA/record.json" >>logs.jsonl
}

# says EVENT TEXT: the fields of the event hold the text
says() {
    "$TRAILCASE" show case.db "$1" >shown
    grep -qF -- "$2" shown
}

id() {
    echo "00000000-0000-4000-8000-00000000000$1"
}

@test "copies of one action in two accounts are linked, not merged" {
    variant 1 '.sharedEventID = "shared-1"'
    variant 2 '.sharedEventID = "shared-1" | .recipientAccountId = "444455556666"'
    variant 3 '.sharedEventID = "shared-2"'
    ingested case.db logs.jsonl
    counts 3 3 0 0
    says "$(id 1)" "the same action, as another account got it: $(id 2)"
    says "$(id 2)" "$(id 1)"
    "$TRAILCASE" show case.db "$(id 3)" >shown
    run grep Linked shown
    [ "$status" = 1 ]
}

@test "the two ends of an Insight are linked as such" {
    ingested case.db "$DATA/insight.json"
    says 00000000-0000-4000-8000-0000000000b1 'the same insight, its other end: 00000000-0000-4000-8000-0000000000b2'
    says 00000000-0000-4000-8000-0000000000b2 'the same insight, its other end: 00000000-0000-4000-8000-0000000000b1'
}

@test "a case of before links were kept as they are gets them from its records" {
    variant 1 '.sharedEventID = "00000000-0000-4000-8000-00000000000a"'
    variant 2 '.sharedEventID = "00000000-0000-4000-8000-00000000000a" | .recipientAccountId = "444455556666"'
    ingested case.db logs.jsonl
    sqlite3 case.db "DELETE FROM link_key; INSERT INTO meta VALUES ('link_missing_to', 2)"
    "$TRAILCASE" show case.db "$(id 1)" >shown
    run grep Linked shown
    [ "$status" = 1 ]
    "$TRAILCASE" ingest case.db logs.jsonl
    says "$(id 1)" "$(id 2)"
    [ "$(sqlite3 case.db "SELECT typeof(value), count(*) FROM link_key GROUP BY 1")" = "blob|2" ]
    [ -z "$(sqlite3 case.db "SELECT 1 FROM meta WHERE name = 'link_missing_to'")" ]
}

@test "an addendum is linked to what it amends, in whatever order they come" {
    variant 1 '.addendum = {reason: "UPDATED_DATA", originalEventID: "00000000-0000-4000-8000-000000000002"}'
    variant 2 .
    ingested case.db logs.jsonl
    says "$(id 1)" "amends: $(id 2)"
    says "$(id 2)" "is amended by: $(id 1)"
}

@test "the two views of one call are linked: health, and network activity" {
    variant 1 '.eventSource = "health.amazonaws.com" | .requestID = "h"'
    variant 2 '.eventSource = "health.amazonaws.com" | .requestID = "h" | .sourceIPAddress = "health.amazonaws.com"'
    variant 3 '.requestID = "n"'
    variant 4 '.requestID = "n" | .eventCategory = "NetworkActivity" | .eventType = "AwsVpceEvent"'
    variant 5 '.requestID = "m"'
    ingested case.db logs.jsonl
    counts 5 5 0 0
    says "$(id 1)" "the same request, seen elsewhere: $(id 2)"
    says "$(id 3)" "the same request, seen elsewhere: $(id 4)"
    says "$(id 4)" "the same request, seen elsewhere: $(id 3)"
    "$TRAILCASE" show case.db "$(id 5)" >shown
    run grep Linked shown
    [ "$status" = 1 ]
}

@test "a second version of an event is shown field by field, secrets hidden" {
    variant 1 '.responseElements = {credentials: {sessionToken: "secret-one"}}'
    variant 1 '.sourceIPAddress = "198.51.100.7" | del(.userIdentity.arn) | .extra = 1 |
        .responseElements = {credentials: {sessionToken: "secret-two"}}'
    ingested case.db logs.jsonl
    counts 2 1 1 0
    [ "$(jq .accounting.conflicts <<<"$output")" = 1 ]
    says "$(id 1)" 'sourceIPAddress: "192.0.2.10" here, "198.51.100.7" in logs.jsonl'
    says "$(id 1)" 'extra: absent here, 1 in logs.jsonl'
    says "$(id 1)" 'userIdentity.arn: "arn:aws:iam::111122223333:user/ana" here, absent in logs.jsonl'
    [ "$(grep -c Differs: shown)" = 3 ]
    run grep secret- shown
    [ "$status" = 1 ]
}

@test "a partial event says that it is one" {
    ingested case.db "$DATA/event-history.csv"
    says "$(id 1)" 'partial: known from a lossy view only'
    ingested case.db "$DATA/records.json"
    says "$(id 1)" 'Partial view in:'
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Events in CSV files: whole records in a column, or partial events, which a whole record replaces.

bats_require_minimum_version 1.5.0

setup() {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    command -v jq >/dev/null || skip "jq is not installed"
    source "$TOP_SRCDIR/tests/cli/accounted.bash"
    DATA=$TOP_SRCDIR/tests/data/containers
    cd "$BATS_TEST_TMPDIR" || return 1
}

# records DB SQL: rows of a statement, without their heading
records() {
    "$TRAILCASE" sql "$1" --format csv "$2" | tail -n +2
}

partials() {
    sqlite3 case.db 'SELECT count(*) FROM event WHERE flags & 256'
}

@test "a column with whole records gives them as they were" {
    local file
    for file in lake-eventjson.csv splunk.csv; do
        rm -f case.db*
        ingested case.db "$DATA/$file" "$DATA/records.json"
        [ "$status" = 0 ]
        counts 4 2 2 0
        [ "$(partials)" = 0 ]
        [ "$(jq .accounting.conflicts <<<"$output")" = 0 ]
    done
}

@test "event history, Athena and Lake give partial events with what they say" {
    local file
    for file in event-history.csv athena.csv lake.csv; do
        rm -f case.db*
        ingested case.db "$DATA/$file"
        [ "$status" = 0 ]
        counts 2 2 0 0
        [ "$(partials)" = 2 ]
        [ "$(sqlite3 case.db 'SELECT container FROM source')" = CSV ]
        [ "$(sqlite3 case.db 'SELECT time, principal, key, address, region, api FROM events ORDER BY time LIMIT 1')" = \
            '2024-03-01T10:01:00Z|ana|AKIAEXAMPLE000000001|192.0.2.10|us-east-1|ListUsers' ]
    done
}

@test "a whole record replaces a partial event, in whatever order they come" {
    local file
    for file in event-history.csv athena.csv lake.csv lake-rows.json ecs-flattened.jsonl; do
        rm -f case.db* other.db* ids.*
        ingested case.db "$DATA/$file"
        records case.db "SELECT hex(event_json(event_id)) FROM event ORDER BY event_id" >before
        ingested case.db "$DATA/records.json"
        [ "$status" = 0 ]
        counts 4 2 2 0
        [ "$(partials)" = 0 ]
        [ "$(jq .accounting.conflicts <<<"$output")" = 0 ]
        records case.db "SELECT hex(record_text(body)) FROM partial ORDER BY event_id" | cmp - before
        ingested other.db "$DATA/records.json" "$DATA/$file"
        counts 4 2 2 0
        [ "$(sqlite3 other.db 'SELECT count(*) FROM partial')" = 2 ]
        sqlite3 case.db 'SELECT * FROM events ORDER BY time' >ids.case
        sqlite3 other.db 'SELECT * FROM events ORDER BY time' >ids.other
        cmp ids.case ids.other
        "$TRAILCASE" verify case.db
    done
}

@test "partial and whole in one run agree with two runs" {
    ingested one.db "$DATA/athena.csv" "$DATA/records.json"
    counts 4 2 2 0
    "$TRAILCASE" verify one.db
    ingested one.db "$DATA/athena.csv" "$DATA/records.json"
    counts 4 2 2 0
    [ "$(jq .this_run.unchanged <<<"$output")" = 2 ]
}

@test "a row too wide, too long, cut off or without a time is rejected and the rest goes on" {
    {
        head -2 "$DATA/event-history.csv"
        printf 'a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p\r\n'
        printf 'ListUsers,yesterday,ana,iam.amazonaws.com\r\n'
        printf '"'
        head -c 17000000 /dev/zero | tr '\0' x
        printf '"\r\n'
        tail -1 "$DATA/event-history.csv"
        printf '"ListUsers,2024'
    } >rows.csv
    ingested case.db rows.csv
    [ "$status" = 3 ]
    counts 6 2 0 4
    jq -r '.rejected[].reason' <<<"$output" >reasons
    grep -q 'more cells' reasons
    grep -q '16 MiB' reasons
    grep -q 'no time' reasons
    grep -q 'cut off' reasons
}

@test "a CSV file that is no table of events is refused" {
    printf 'name,size\nx,1\n' >other.csv
    ingested case.db other.csv
    [ "$status" = 3 ]
    [ "$(jq .accounting.files.refused <<<"$output")" = 1 ]
}

@test "a table in UTF-16, as spreadsheets write it" {
    command -v iconv >/dev/null || skip "iconv is not installed"
    { printf '\xff\xfe'; iconv -f UTF-8 -t UTF-16LE "$DATA/event-history.csv"; } >rows.csv
    ingested case.db rows.csv
    [ "$status" = 0 ]
    counts 2 2 0 0
}

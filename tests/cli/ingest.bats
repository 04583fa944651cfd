#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Evidence into a case by the command: accounting, exit codes, kills; and, where TRAILCASE_DATA has real logs,
# what an independent reckoning finds in them.

bats_require_minimum_version 1.5.0

setup() {
    source "$TOP_SRCDIR/tests/cli/accounted.bash"
    cd "$BATS_TEST_TMPDIR" || return 1
    mkdir logs
}

# make_log FILE FROM TO: records numbered FROM..TO-1
make_log() {
    awk -v from="$2" -v to="$3" 'BEGIN {
        printf "{\"Records\":["
        for (n = from; n < to; n++)
            printf "%s{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"IAMUser\",\"principalId\":\"AIDA%d\"," \
                "\"userName\":\"u%d\"},\"eventTime\":\"2023-07-10T12:%02d:%02dZ\",\"eventSource\":\"iam.amazonaws.com\"," \
                "\"eventName\":\"ListUsers\",\"awsRegion\":\"us-east-1\",\"sourceIPAddress\":\"192.0.2.%d\"," \
                "\"eventID\":\"00000000-0000-0000-0000-%012d\"}",
                (n > from ? "," : ""), n % 9, n % 9, n / 60 % 60, n % 60, n % 13, n
        printf "]}"
    }' >"$1"
}

need() {
    command -v "$1" >/dev/null || skip "$1 is not installed"
    [ "$1" != jq ] || command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
}

# field JQ-PATH, of the output of the last run
field() {
    jq -c "$1" <<<"$output"
}

@test "the accounting is given as JSON" {
    need jq
    make_log logs/a.json 0 100
    make_log logs/b.json 50 120
    gzip logs/b.json
    run --separate-stderr "$TRAILCASE" ingest case.db logs --format json
    accounted case.db
    [ "$status" -eq 0 ] && [ -z "$stderr" ]
    [ "$(field .accounting.files)" = '{"read":2,"refused":0}' ]
    [ "$(field .accounting.records)" = '{"read":170,"stored":120,"duplicate":50,"rejected":0}' ]
    [ "$(field '[.events, .first, .last]')" = '[120,"2023-07-10T12:00:00Z","2023-07-10T12:01:59Z"]' ]
    [ "$(stat -c %a case.db)" = 600 ]
}

@test "ingesting twice changes no byte of the case and says so" {
    make_log logs/a.json 0 100
    "$TRAILCASE" ingest case.db logs
    before=$(sha256sum <case.db)
    run "$TRAILCASE" ingest case.db logs
    [ "$status" -eq 0 ]
    [[ $output == *"1 unchanged"* && $output == *"nothing new"* ]]
    [ "$before" = "$(sha256sum <case.db)" ]
}

@test "what is refused or rejected is named on standard error, and the exit code is 3" {
    need jq
    make_log logs/a.json 0 10
    echo 'MIT License' >logs/LICENSE
    echo '{"Records":[{"eventName":"NoTime","eventID":"x"}]}' >logs/b.json
    run --separate-stderr "$TRAILCASE" ingest case.db logs --format json
    accounted case.db
    [ "$status" -eq 3 ]
    [[ $stderr == *"logs/LICENSE: refused: neither JSON"* ]]
    [[ $stderr == *"logs/b.json at byte 12: rejected: no eventTime"* ]]
    [ "$(field '[.refused[0].path, .rejected[0].path, .rejected[0].offset]')" = '["logs/LICENSE","logs/b.json",12]' ]
    run --separate-stderr "$TRAILCASE" ingest case.db logs
    [ "$status" -eq 3 ]
}

@test "text from a file name reaches the terminal only in visible form" {
    printf 'x' >"logs/$(printf 'a\033[31m')"
    run --separate-stderr "$TRAILCASE" ingest case.db logs
    [[ $stderr == *'a^[[31m'* && $stderr != *$'\033'* ]]
}

@test "killed again and again, the next run completes it with exact counts" {
    need jq
    local i
    for i in 0 1 2 3 4 5; do
        make_log "logs/$i.json" $((i * 15000)) $((i * 15000 + 20000))
    done
    for i in 0.02 0.05 0.1 0.15 0.2 0.3; do
        timeout -s KILL "$i" "$TRAILCASE" ingest case.db logs >/dev/null || true
        # It opens clean; or it was killed so early that it is no case yet, and that is said.
        run "$TRAILCASE" verify case.db
        [[ $status -eq 0 || $output == *"trailcase ingest case.db"* ]]
    done
    run --separate-stderr "$TRAILCASE" ingest case.db logs --format json
    accounted case.db
    [ "$status" -eq 0 ]
    [ "$(field .accounting.records)" = '{"read":120000,"stored":95000,"duplicate":25000,"rejected":0}' ]
    [ "$(field '[.accounting.files.read, .accounting.reading, .events]')" = '[6,0,95000]' ]
    "$TRAILCASE" verify case.db
}

# agrees_with FOLDER: the case says what reckon.py says
agrees_with() {
    need python3
    need sqlite3
    python3 "$TOP_SRCDIR/tests/cli/reckon.py" "$1" >reckoned
    sqlite3 case.db <"$TOP_SRCDIR/tests/cli/reckon.sql" >stored
    diff reckoned stored
}

@test "SANS lab: counts, principals, addresses, keys and APIs are as reckoned independently" {
    [ -n "${TRAILCASE_DATA-}" ] || skip "TRAILCASE_DATA is not set"
    need jq
    run --separate-stderr "$TRAILCASE" ingest case.db "$TRAILCASE_DATA/sans-504-s3-lab" --format json
    accounted case.db
    [ "$status" -eq 0 ]
    [ "$(field .accounting.files)" = '{"read":3872,"refused":0}' ]
    [ "$(field .accounting.records)" = '{"read":30477,"stored":23981,"duplicate":6496,"rejected":0}' ]
    agrees_with "$TRAILCASE_DATA/sans-504-s3-lab"
}

@test "Invictus: all events, the LICENSE refused by name, and counts as reckoned independently" {
    [ -n "${TRAILCASE_DATA-}" ] || skip "TRAILCASE_DATA is not set"
    need jq
    run --separate-stderr "$TRAILCASE" ingest case.db "$TRAILCASE_DATA/invictus-2023" --format json
    accounted case.db
    [ "$status" -eq 3 ]
    [[ $stderr == *LICENSE* ]]
    [ "$(field .accounting.files)" = '{"read":55,"refused":1}' ]
    [ "$(field .accounting.records)" = '{"read":2900,"stored":2900,"duplicate":0,"rejected":0}' ]
    agrees_with "$TRAILCASE_DATA/invictus-2023"
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Options of ingest that leave evidence out: it is counted as skipped, and comes in when it is asked for later.

bats_require_minimum_version 1.5.0

setup() {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    command -v jq >/dev/null || skip "jq is not installed"
    source "$TOP_SRCDIR/tests/cli/accounted.bash"
    DATA=$TOP_SRCDIR/tests/data/containers
    cd "$BATS_TEST_TMPDIR" || return 1
}

skipped() {
    jq -e --argjson files "$1" --argjson records "$2" \
        '.accounting.skipped == {files: $files, records: $records}' <<<"$output"
}

@test "records outside the time, region, account or of a service are skipped and counted" {
    local options
    for options in '--from 2024-03-01T10:02:00Z' '--to 2024-03-01T10:02:00Z'; do
        rm -f case.db*
        # shellcheck disable=SC2086
        ingested case.db "$DATA/records.json" $options
        [ "$status" = 0 ]
        counts 2 1 0 0
        skipped 0 1
    done
    for options in '--region eu-west-1' '--account 999999999999' '--exclude-service iam'; do
        rm -f case.db*
        # shellcheck disable=SC2086
        ingested case.db "$DATA/records.json" "$DATA/sqs.json" $options
        [ "$status" = 0 ]
        counts 4 0 0 0
        skipped 0 4
    done
    rm -f case.db*
    ingested case.db "$DATA/records.json" --region us-east-1 --region eu-west-1 --account 111122223333 --exclude-service s3
    counts 2 2 0 0
    skipped 0 0
}

@test "what was skipped comes in when the options are left away, and not twice with the same" {
    ingested case.db "$DATA/records.json" --from 2024-03-01T10:02:00Z
    ingested case.db "$DATA/records.json" --from 2024-03-01T10:02:00Z
    [ "$(jq .this_run.unchanged <<<"$output")" = 1 ]
    counts 2 1 0 0
    ingested case.db "$DATA/records.json"
    counts 4 2 1 0
    skipped 0 1
    [ "$(sqlite3 case.db "SELECT count(*) FROM ingest WHERE arguments LIKE '%--from%'")" = 1 ]
    [ "$(sqlite3 case.db 'SELECT filter FROM source ORDER BY source_id LIMIT 1')" = '--from 2024-03-01T10:02:00Z' ]
    "$TRAILCASE" verify case.db
}

@test "files are left unopened by the date in their names, with a margin of a day" {
    local day
    mkdir logs
    for day in 01 04 05 09; do
        cp "$DATA/records.json" \
            "logs/111122223333_CloudTrail_us-east-1_202403${day}T1200Z_abcdefghijklmnop.json"
    done
    ingested case.db logs --file-date-from 2024-03-05 --file-date-to 2024-03-06
    [ "$status" = 0 ]
    counts 4 2 2 0
    skipped 2 0
    ingested case.db logs
    counts 8 2 6 0
    skipped 0 0
}

@test "a control message is skipped, not rejected" {
    ingested case.db "$DATA/cwl-subscription.json"
    [ "$status" = 0 ]
    counts 3 2 0 0
    skipped 0 1
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Coverage of real log files against an independent reckoning over the same files, and its forms on small ones.

bats_require_minimum_version 1.5.0

setup() {
    command -v jq >/dev/null || skip "jq is not installed"
    command -v python3 >/dev/null || skip "python3 is not installed"
}

# compare FOLDER: rows and lags equal the reckoning, which goes to $reckoned
compare() {
    [ -n "${TRAILCASE_DATA:-}" ] || skip "TRAILCASE_DATA does not name the real logs"
    "$TRAILCASE" ingest -q "$BATS_TEST_TMPDIR/c.db" "$TRAILCASE_DATA/$1" >/dev/null 2>&1 || [ $? -eq 3 ]
    reckoned=$(python3 "$TOP_SRCDIR/tests/cli/coverage_reckoning.py" "$TRAILCASE_DATA/$1" | jq -S .)
    coverage=$("$TRAILCASE" coverage "$BATS_TEST_TMPDIR/c.db" --format json)
    diff <(jq -S '{named, lag, rows}' <<<"$reckoned") <(jq -S '{named: .files.named, lag,
        rows: [.rows[] | {account, region, events, files, hours_with_events, hours_with_files, hole_hours}]}' \
        <<<"$coverage")
}

# Sightings in the folder of another day than their own.
other_day() {
    "$TRAILCASE" sql "$BATS_TEST_TMPDIR/c.db" --format csv "WITH seen AS (SELECT event_id, event_source(event_id) AS source_id FROM event
                                 UNION ALL SELECT event_id, source_id FROM sighting)
        SELECT count(*) FROM seen JOIN source USING (source_id) JOIN event USING (event_id)
        WHERE path LIKE '%' || strftime('_%Y%m%dT', time_s, 'unixepoch') || '%' IS FALSE" | tail -n 1
}

@test "a lab of 13 regions: rows, holes and lags equal the reckoning" {
    compare sans-504-s3-lab
    jq -e '.lag.min_s == 0 and .lag.max_s < 620 and (.regions_never_seen | index("sa-east-1"))' <<<"$coverage"
    [ "$(other_day)" -eq "$(jq .other_day <<<"$reckoned")" ]
    jq -e '[.rows[].hours[].events] | add == 23981' <<<"$coverage"
}

@test "an attacker's turning down of a trail is told" {
    compare invictus-2023
    jq -e '[.windows[] | [.api, .trail]] | length == 3 and (map(.[0]) | sort) ==
        ["DeleteTrail", "DeleteTrail", "PutEventSelectors"]' <<<"$coverage"
    jq -e '.windows[0] | .from == "2023-07-10T12:00:08Z" and .to == "2023-07-10T12:07:49Z" and
        .excluded == "all management events"' <<<"$coverage"
    # The file names bear another account than the records, which were anonymised.
    jq -e '.phrase == "in the 1 region we hold of 2 accounts, 2023-07-10 to 2023-07-10, management events only, with 3 times in which a trail left something out"' <<<"$coverage"
}

@test "the same evidence in two runs counts once" {
    command -v openssl >/dev/null || skip "openssl is not installed"
    local tree="$BATS_TEST_TMPDIR/tree" first second
    python3 "$TOP_SRCDIR/tests/cli/integrity/make_digests.py" "$tree"
    "$TRAILCASE" ingest -q "$BATS_TEST_TMPDIR/c.db" "$tree/logs" >/dev/null
    first=$("$TRAILCASE" coverage "$BATS_TEST_TMPDIR/c.db" --format json)
    "$TRAILCASE" ingest -q "$BATS_TEST_TMPDIR/c.db" "$tree/logs" >/dev/null
    second=$("$TRAILCASE" coverage "$BATS_TEST_TMPDIR/c.db" --format json)
    [ "$first" = "$second" ]
    jq -e '.rows | length == 1' <<<"$first"
    jq -e '.rows[0] | .events == 6 and .files == 6 and .digests == 6 and .hours_with_digests == 6 and .hole_hours == 0 and
        .lag.median_s == 300' <<<"$first"
}

@test "csv has a row an account and region, or with --grid a row an hour" {
    command -v openssl >/dev/null || skip "openssl is not installed"
    local tree="$BATS_TEST_TMPDIR/tree"
    python3 "$TOP_SRCDIR/tests/cli/integrity/make_digests.py" "$tree"
    "$TRAILCASE" ingest -q "$BATS_TEST_TMPDIR/c.db" "$tree/logs" >/dev/null
    run -0 "$TRAILCASE" coverage "$BATS_TEST_TMPDIR/c.db" --format csv
    [ "${#lines[@]}" -eq 2 ]
    run -0 "$TRAILCASE" coverage "$BATS_TEST_TMPDIR/c.db" --grid --format csv
    [ "${#lines[@]}" -eq 7 ]
    [ "${lines[1]}" = "012345678901,eu-west-1,2020-04-01T00:00:00Z,1,1,1" ]
}

@test "what ingest was asked to leave out is told, as nothing is known of it, until it is taken in" {
    local db=$BATS_TEST_TMPDIR/left.db logs=$BATS_TEST_TMPDIR/left records day
    records=$TOP_SRCDIR/tests/data/containers/records.json
    mkdir "$logs"
    for day in 01 09; do
        cp "$records" "$logs/111122223333_CloudTrail_us-east-1_202403${day}T1200Z_abcdefghijklmnop.json"
    done
    "$TRAILCASE" ingest "$db" "$logs" --from 2024-03-01T10:02:00Z --file-date-to 2024-03-05 --no-rules
    run -0 "$TRAILCASE" coverage "$db"
    [[ $output == *'without 1 record and 1 file that ingest was asked to leave out'* ]]
    [[ $output == *'Left out by --from 2024-03-01T10:02:00Z --file-date-to 2024-03-05: 1 records, 1 files unopened'* ]]
    run -0 "$TRAILCASE" coverage "$db" --format json
    jq -e '.left_out == [{options: "--from 2024-03-01T10:02:00Z --file-date-to 2024-03-05", records: 1, files: 1}]' <<<"$output"
    "$TRAILCASE" ingest "$db" "$logs" --no-rules
    run -0 "$TRAILCASE" coverage "$db" --format json
    jq -e '.left_out == [] and (.phrase | contains("leave out") | not)' <<<"$output"
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# verify: what changed in the evidence or the case is told, what cannot be found is told apart.

bats_require_minimum_version 1.5.0

setup() {
    local hour
    logs="$BATS_TEST_TMPDIR/logs"
    mkdir -p "$logs"
    for hour in 1 2 3; do
        printf '{"Records":[{"eventVersion":"1.08","eventTime":"2020-04-01T0%d:00:00Z","eventSource":"ec2.amazonaws.com",
            "eventName":"DescribeInstances","awsRegion":"eu-west-1","eventID":"%d"}]}' "$hour" "$hour" >"$logs/$hour.json"
    done
    case_db="$BATS_TEST_TMPDIR/c.db"
    "$TRAILCASE" ingest -q "$case_db" "$logs" >/dev/null
}

@test "an untouched case and its evidence hold" {
    run -0 "$TRAILCASE" verify "$case_db" --format csv
    [[ $output == *"evidence,yes,3 as it was"* ]]
    [[ $output == *"rollups,yes,"* ]]
    [[ $output == *'records,yes,"3 events, 3 records kept, 3 read back"'* ]]
    [[ $output != *",no,"* ]]
}

@test "a changed file is named, with exit code 1" {
    printf ' ' >>"$logs/2.json"
    run -1 "$TRAILCASE" verify "$case_db" --format csv
    [[ $output == *"evidence,no,\"2 as it was, 1 changed\""* ]]
    [[ $output == *"changed: $logs/2.json"* ]]
    [[ $output == *"1 evidence files are not as they were"* ]]
}

@test "files that moved are found by their names, and those that are gone prove nothing" {
    mv "$logs" "$BATS_TEST_TMPDIR/elsewhere"
    rm "$BATS_TEST_TMPDIR/elsewhere/3.json"
    run -0 "$TRAILCASE" verify "$case_db" --format csv
    [[ $output == *"evidence,yes,3 not found"* ]]
    run -3 "$TRAILCASE" verify "$case_db" "$BATS_TEST_TMPDIR/elsewhere" --format csv
    [[ $output == *"evidence,yes,\"2 found elsewhere as it was, 1 not found\""* ]]
    [[ $output == *"file,,not found: $logs/3.json"* ]]
}

@test "another file under the name is told as a change" {
    mkdir "$BATS_TEST_TMPDIR/elsewhere"
    mv "$logs"/* "$BATS_TEST_TMPDIR/elsewhere"
    echo '{}' >"$BATS_TEST_TMPDIR/elsewhere/1.json"
    run -1 "$TRAILCASE" verify "$case_db" "$BATS_TEST_TMPDIR/elsewhere" --format csv
    [[ $output == *"changed: $logs/1.json"* ]]
}

@test "an event taken out of the case is noticed" {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    sqlite3 "$case_db" "DELETE FROM event WHERE event_id = 2"
    run -1 "$TRAILCASE" verify "$case_db" --format csv
    [[ $output == *"rollups,no,"* ]]
    [[ $output == *'records,no,"2 events, 3 records kept, 2 read back"'* ]]
    [[ $output == *"do not rely on it"* ]]
}

@test "a record that cannot be read back is noticed" {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    sqlite3 "$case_db" "UPDATE pack SET body = substr(body, 1, length(body) - 9)"
    run -1 "$TRAILCASE" verify "$case_db" --format csv
    [[ $output == *"records,no,"*"damaged"* ]]
    sqlite3 "$case_db" "DELETE FROM pack"
    run -1 "$TRAILCASE" verify "$case_db" --format csv
    [[ $output == *'records,no,"3 events, 0 records kept, 0 read back"'* ]]
}

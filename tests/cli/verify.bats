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

@test "what came through a pipe is told as such" {
    "$TRAILCASE" ingest "$BATS_TEST_TMPDIR/p.db" - <"$logs/1.json"
    run -0 "$TRAILCASE" verify "$BATS_TEST_TMPDIR/p.db" --format csv
    [[ $output == *"standard input"* ]]
}

@test "a case that lies among its evidence is no evidence" {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    for _ in 1 2 3; do
        run -0 "$TRAILCASE" ingest "$logs/own.db" "$logs"
    done
    [ "$(sqlite3 "$logs/own.db" 'SELECT count(*) FROM source')" = 3 ]
    run -0 "$TRAILCASE" verify "$logs/own.db" "$logs"
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

# altered SQL CHECK: the case with one thing changed by another program; the row that has to say no
altered() {
    cp "$case_db" altered.db
    sqlite3 altered.db "$1"
    run -1 "$TRAILCASE" verify altered.db --format csv
    grep -q "^$2,no," <<<"$output" || { echo "# not noticed: $1"; echo "$output"; false; }
}

@test "a row, a name, a count or a decision that another program changed is noticed" {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    cd "$BATS_TEST_TMPDIR"
    sed -i "s/\"eventVersion\"/$(tr -d '\n' <<'WHO'
"sourceIPAddress":"192.0.2.10","userAgent":"curl","recipientAccountId":"111122223333","userIdentity":{"type":"IAMUser",
"principalId":"AIDAEXAMPLE000000001","userName":"ana","accountId":"111122223333","accessKeyId":"AKIAEXAMPLE000000001"},
WHO
    )&/" "$logs"/*.json
    rm "$case_db"
    "$TRAILCASE" ingest -q "$case_db" "$logs" --no-rules
    "$TRAILCASE" mark "$case_db" address:192.0.2.10 attacker -r first
    "$TRAILCASE" mark "$case_db" address:192.0.2.10 benign -r second --since 2020-04-01 --until 2020-04-02
    "$TRAILCASE" mark "$case_db" key:AKIAEXAMPLE000000001 compromised
    "$TRAILCASE" undo "$case_db"
    "$TRAILCASE" note "$case_db" one
    "$TRAILCASE" undo "$case_db"
    "$TRAILCASE" note "$case_db" two
    run -0 "$TRAILCASE" verify "$case_db" --format csv
    [[ $output == *'events,yes,3 events as their records say'* ]]
    altered 'UPDATE event SET time_s = time_s + 1 WHERE event_id = 2' events
    altered 'UPDATE event SET outcome = 1 WHERE event_id = 2' events
    altered 'UPDATE event SET flags = flags | 2 WHERE event_id = 2' events
    altered "UPDATE address SET value = '192.0.2.11'" events
    altered "UPDATE principal SET key = 'user:AIDAEXAMPLE000000002'" events
    altered "UPDATE principal SET name = 'mallory'" events
    altered "UPDATE key SET value = 'AKIAEXAMPLE000000002'" events
    altered "UPDATE agent SET value = 'wget'" events
    altered "UPDATE api SET name = 'DescribeRegions'" events
    altered 'UPDATE pack SET places = zeroblob(length(places))' events
    altered 'UPDATE activity SET outcome = 1' rollups
    altered 'UPDATE event_hour SET hour = hour + 100' rollups
    altered "UPDATE mark SET verdict = 'attacker'" decisions
    altered "UPDATE mark SET reason = 'first'" decisions
    altered 'UPDATE mark SET until_s = NULL' decisions
    altered 'DELETE FROM mark' decisions
    altered "UPDATE note SET text = 'one'" decisions
    altered 'DELETE FROM note' decisions
    altered 'DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)' decisions
    altered "UPDATE journal SET detail = 'no JSON' WHERE seq = 1" journal
}

@test "decisions about what is no UTF-8 are those of the journal" {
    local db=$BATS_TEST_TMPDIR/z.db
    printf '{"eventTime":"2020-04-01T00:00:00Z","eventName":"x","eventID":"e\xff","userAgent":"a\xffb"}' >"$logs/4.json"
    "$TRAILCASE" ingest -q "$db" "$logs/4.json" --no-rules
    "$TRAILCASE" mark "$db" $'agent:a\xffb' attacker -r $'r\xff'
    "$TRAILCASE" mark "$db" $'event:e\xff' benign
    "$TRAILCASE" note "$db" $'n\xff'
    run -0 "$TRAILCASE" verify "$db"
}

@test "one byte of a stored record that turned over is noticed" {
    command -v python3 >/dev/null || skip "python3 is not installed"
    cd "$BATS_TEST_TMPDIR"
    run -0 python3 - "$case_db" "$TRAILCASE" <<'PYTHON'
import sqlite3, subprocess, sys
db = sqlite3.connect(sys.argv[1])
body = db.execute("SELECT body FROM pack").fetchone()[0]
for at in range(0, len(body), 9):
    bad = body[:at] + bytes([body[at] ^ 4]) + body[at + 1:]
    db.execute("UPDATE pack SET body = ?", (bad,))
    db.commit()
    if subprocess.run([sys.argv[2], "verify", sys.argv[1]], capture_output=True).returncode != 1:
        sys.exit(f"byte {at} of {len(body)} turned over, and nobody noticed")
PYTHON
}

@test "a view, a trigger or a table that is not of trailcase's making is noticed, a missing index is told" {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    cd "$BATS_TEST_TMPDIR"
    altered 'DROP VIEW events; CREATE VIEW events AS SELECT * FROM event WHERE event_id <> 1' 'case file'
    altered 'CREATE VIEW more AS SELECT 1' 'case file'
    altered 'CREATE TRIGGER more AFTER INSERT ON event BEGIN DELETE FROM event WHERE event_id = 1; END' 'case file'
    altered 'DROP TABLE wording' 'case file'
    altered 'DROP VIEW finding_event' 'case file'
    sqlite3 "$case_db" 'DROP INDEX ix_event_time; CREATE TABLE own (a)'
    run -0 "$TRAILCASE" verify "$case_db"
    [[ $output == *'index ix_event_time is missing, the next ingest makes it'* ]]
    "$TRAILCASE" ingest "$case_db" "$logs"
    run -0 "$TRAILCASE" verify "$case_db"
    [[ $output != *missing* ]]
}

@test "an index that does not say what its table says is noticed" {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    cd "$BATS_TEST_TMPDIR"
    altered "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '(time_s)', '(api_id)')
        WHERE name = 'ix_event_time'" 'case file'
}

@test "what another version of the program took in may be read otherwise: that is told, and is no fault" {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    sqlite3 "$case_db" "UPDATE ingest SET tool_version = '0.0.9'; UPDATE event SET flags = flags | 2;
        UPDATE activity SET flags = flags | 2"
    run -0 "$TRAILCASE" verify "$case_db" --format csv
    [[ $output == *'events,,'*'another version of trailcase'* ]]
}

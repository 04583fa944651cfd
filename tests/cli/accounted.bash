# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# Shared by the tests of ingest. ingested CASE PATH... takes evidence in and holds the outcome to the accounting
# identity: what the command says, what the case says, and what its rows say must be the same numbers. Leaves the
# JSON of the run in $output and the exit status in $status.

ingested() {
    local db=$1
    run --separate-stderr "$TRAILCASE" ingest "$@" --format json
    accounted "$db"
}

accounted() {
    local db=$1
    jq -e '.accounting as $a | $a.records.read == ($a.records | .stored + .duplicate + .rejected) + $a.skipped.records
           and .events == $a.records.stored and $a.conflicts <= $a.records.duplicate' <<<"$output" >/dev/null
    [ "$(sqlite3 "$db" 'SELECT count(*) FROM event')" = "$(jq .events <<<"$output")" ]
    [ "$("$TRAILCASE" sql "$db" 'SELECT count(event_json(event_id)) FROM event NOT INDEXED' --format csv | tail -n 1)" = \
        "$(jq .events <<<"$output")" ]
    [ "$(sqlite3 "$db" 'SELECT total(events) FROM activity')" = "$(jq .events <<<"$output").0" ]
    [ "$(sqlite3 "$db" 'SELECT total(events) FROM event_hour')" = "$(jq .events <<<"$output").0" ]
    [ "$(sqlite3 "$db" 'SELECT count(*) FROM rejected')" = "$(jq .accounting.records.rejected <<<"$output")" ]
    [ "$("$TRAILCASE" sql "$db" --format csv \
        'SELECT (SELECT count(event_source(event_id)) FROM event NOT INDEXED) + (SELECT count(*) FROM sighting)' | tail -n 1)" = \
        "$(jq '.accounting.records | .stored + .duplicate' <<<"$output")" ]
    [ "$(sqlite3 "$db" 'SELECT (SELECT count(*) FROM finding_sighting), (SELECT count(*) FROM finding)')" = \
        "$(jq -r '.accounting.findings | "\(.read)|\(.kept)"' <<<"$output")" ]
    [ "$(sqlite3 "$db" "SELECT count(*) FROM source WHERE status = 'read'")" = \
        "$(jq .accounting.files.read <<<"$output")" ]
    [ "$(sqlite3 "$db" "SELECT count(*) FROM source WHERE status = 'refused'")" = \
        "$(jq .accounting.files.refused <<<"$output")" ]
}

# counts READ STORED DUPLICATE REJECTED: of the records of the last run.
counts() {
    [ "$(jq -c '.accounting.records | [.read, .stored, .duplicate, .rejected]' <<<"$output")" = \
        "[$1,$2,$3,$4]" ]
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Signed trees, broken in one place each, through ingest and integrity; and AWS's own validator on the same files.

bats_require_minimum_version 1.5.0

setup_file() {
    export BREAKS="none log_changed log_missing log_regzipped log_no_gzip log_tail log_extra digest_changed
        digest_missing digests_missing digest_moved digest_no_json signature_wrong"
    export TREES="$BATS_FILE_TMPDIR"
    local how
    can_run || return 0
    for how in $BREAKS; do
        python3 "$TOP_SRCDIR/tests/cli/integrity/make_digests.py" "$TREES/$how" "$how"
        "$TRAILCASE" ingest -q "$TREES/$how.db" "$TREES/$how/logs" >/dev/null 2>&1 || [ $? -eq 3 ]
    done
}

can_run() {
    command -v openssl >/dev/null && command -v jq >/dev/null && command -v python3 >/dev/null
}

setup() {
    can_run || skip "openssl, jq and python3 are needed"
}

# integrity BREAK OPTION...: the JSON, whatever the exit code, which goes to $code
integrity() {
    local how=$1
    shift
    code=0
    json=$("$TRAILCASE" integrity "$TREES/$how.db" --format json "$@" 2>"$BATS_TEST_TMPDIR/err") || code=$?
}

with_keys() {
    integrity "$1" --keys "$TREES/$1/keys.json" --metadata "$TREES/$1/metadata"
}

# counts KIND: "6 valid 1 missing"
counts() {
    jq -r ".summary.$1 | to_entries | map(select(.key != \"total\" and .value > 0) | \"\(.value) \(.key)\") |
        join(\" \")" <<<"$json"
}

@test "a digest is read, is no record, and the accounting holds" {
    run -0 sqlite3 "$TREES/none.db" "SELECT count(*), sum(records), min(status) FROM source WHERE container = 'digest'"
    [ "$output" = "6|0|read" ]
    run -0 sqlite3 "$TREES/none.db" "SELECT count(*), sum(log_files), count(problem) FROM digest"
    [ "$output" = "6|6|0" ]
    run -0 sqlite3 "$TREES/none.db" "SELECT sum(records) = sum(stored) + sum(duplicate) + sum(rejected),
        sum(stored) = (SELECT count(*) FROM event) FROM source"
    [ "$output" = "1|1" ]
    run -0 "$TRAILCASE" ingest "$TREES/none.db" "$TREES/none/logs"
    [[ $output == *"12 unchanged"* ]]
    run -0 sqlite3 "$TREES/none.db" "SELECT count(*) FROM digest"
    [ "$output" = 6 ]
}

@test "an intact tree is valid with keys, and no more than consistent without" {
    with_keys none
    [ "$code" -eq 0 ]
    [ "$(counts digests)" = "6 valid" ]
    [ "$(counts logs)" = "6 valid" ]
    integrity none
    [ "$code" -eq 0 ]
    [ "$(counts digests)" = "5 consistent 1 unchecked" ]
    [ "$(counts logs)" = "6 consistent" ]
    jq -e '.with_keys == false and (.claim | contains("not that AWS wrote them"))' <<<"$json"
    run -0 "$TRAILCASE" integrity "$TREES/none.db"
    [[ $output != *" valid"* ]]
}

@test "each break is found, with exit code 1" {
    local how digests logs exit
    while read -r how exit digests logs; do
        with_keys "$how"
        echo "$how: $code, $(counts digests), $(counts logs); $(cat "$BATS_TEST_TMPDIR/err")"
        [ "$code" -eq "$exit" ]
        [ "$(counts digests)" = "${digests//_/ }" ]
        [ "$(counts logs)" = "${logs//_/ }" ]
    done <<'EOF'
log_changed     1 6_valid           5_valid_1_invalid
log_missing     1 6_valid           5_valid_1_missing
log_regzipped   0 6_valid           6_valid
log_no_gzip     1 6_valid           5_valid_1_invalid
log_tail        1 6_valid           5_valid_1_invalid
log_extra       1 6_valid           6_valid_1_extra
digest_changed  1 5_valid_1_invalid 5_valid_1_unchecked
digest_missing  1 5_valid_1_missing 5_valid_1_unattested
digests_missing 1 4_valid_1_missing 4_valid_2_unattested
digest_moved    1 5_valid_1_invalid 5_valid_1_unchecked
digest_no_json  1 5_valid_1_missing 5_valid_1_unattested
signature_wrong 1 5_valid_1_invalid 5_valid_1_unchecked
EOF
}

@test "hours without a digest are told" {
    with_keys digests_missing
    jq -e '.chains[0].gaps == [{from: "2020-04-01T02:00:00Z", to: "2020-04-01T04:00:00Z", missing: .chains[0].gaps[0].missing,
        restart: false}]' <<<"$json"
    run "$TRAILCASE" integrity "$TREES/digests_missing.db"
    [[ $output == *"no digest for 2020-04-01T02:00:00Z to 2020-04-01T04:00:00Z"* ]]
}

@test "csv has one row an object; --all lists what is in order" {
    run -0 "$TRAILCASE" integrity "$TREES/none.db" --format csv
    [ "${#lines[@]}" -eq 13 ]
    [ "${lines[0]}" = "kind,status,object,path,reason" ]
    run -0 "$TRAILCASE" integrity "$TREES/none.db" --all
    [[ $output == *"log consistent: AWSLogs/"* ]]
}

@test "a file without keys is refused, and says where keys come from" {
    echo '{}' >"$BATS_TEST_TMPDIR/no-keys.json"
    run -1 "$TRAILCASE" integrity "$TREES/none.db" --keys "$BATS_TEST_TMPDIR/no-keys.json"
    [[ $output == *"list-public-keys"* ]]
    run -1 "$TRAILCASE" integrity "$TREES/none.db" --metadata "$BATS_TEST_TMPDIR/no-keys.json"
    [[ $output == *"head-object"* ]]
}

@test "a case without digests says that nothing attests it, with exit code 3" {
    "$TRAILCASE" ingest -q "$BATS_TEST_TMPDIR/c.db" "$TREES/none/logs/AWSLogs/012345678901/CloudTrail" >/dev/null
    run -3 "$TRAILCASE" integrity "$BATS_TEST_TMPDIR/c.db"
    [[ $output == *"holds no digest files"* ]]
}

# Where both speak of a file they must agree. AWS's validator calls "invalid" what is missing. It never looks for
# files that no digest names, nor at what an invalid digest names, and not at bytes after the gzip stream.
@test "AWS's validator comes to the same verdicts" {
    local python how theirs ours status
    for python in /usr/bin/python3 python3; do
        "$python" -c 'import awscli.customizations.cloudtrail.validation' 2>/dev/null && break
        python=
    done
    [ -n "$python" ] || skip "Debian's awscli is not installed"
    for how in $BREAKS; do
        theirs=$("$python" "$TOP_SRCDIR/tests/cli/integrity/awscli_verdict.py" "$TREES/$how")
        [ -n "$theirs" ]
        with_keys "$how"
        ours=$(jq -r '.objects[] | select(.status | IN("unattested", "extra", "unchecked") | not) |
            "\(.kind) \((.object // .path) | split("/") | last) \(.status | sub("missing"; "invalid"))"' <<<"$json" |
            LC_ALL=C sort -u)
        [ "$how" != log_tail ] || theirs=$(sed '/T0230Z/s/ valid$/ invalid/' <<<"$theirs")
        echo "$how" && diff <(LC_ALL=C sort -u <<<"$theirs") - <<<"$ours"
    done
}

@test "a log file that ingest was asked to leave out is unchecked, not missing" {
    local db=$BATS_TEST_TMPDIR/left.db
    "$TRAILCASE" ingest "$db" "$TREES/none/logs" --file-date-from 2020-04-05
    run --separate-stderr -0 "$TRAILCASE" integrity "$db" --keys "$TREES/none/keys.json" --format json
    json=$output
    [ "$(counts logs)" = "6 unchecked" ]
    jq -e '[.objects[] | select(.kind == "log") | .reason | contains("left out by --file-date-from 2020-04-05")] | all' <<<"$json"
    "$TRAILCASE" ingest "$db" "$TREES/none/logs"
    run --separate-stderr -0 "$TRAILCASE" integrity "$db" --keys "$TREES/none/keys.json" --format json
    json=$output
    [ "$(counts logs)" = "5 valid 1 consistent" ]
}

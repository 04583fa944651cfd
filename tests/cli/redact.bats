#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Redacted hand-overs: nothing of the case is in them, they agree with each other, and say the same as the open ones.

setup_file() {
    export SAMPLES="${TOP_BUILDDIR:-build}/samples" TRAILCASE_NOW=2020-05-01T00:00:00Z DIR="$BATS_FILE_TMPDIR"
    export TRAILCASE_REDACT_KEY=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    command -v jq >/dev/null || return 0
    for name in model role console; do
        "$TRAILCASE" ingest -q "$DIR/$name.db" "$SAMPLES/$name/logs" >/dev/null
        "$TRAILCASE" scope "$DIR/$name.db" -q --seed "event:$(jq -r .lead_event "$SAMPLES/$name/truth.json")" --auto >/dev/null
    done
    "$TRAILCASE" note "$DIR/model.db" "oskar.lind (111122223333) rang from 198.51.100.140" >/dev/null
    "$TRAILCASE" checklist "$DIR/model.db" --done "$("$TRAILCASE" checklist "$DIR/model.db" -t json | jq -r '.[3].id')" \
        --assign oskar.lind
    for name in model role console; do
        "$TRAILCASE" report "$DIR/$name.db" -t all -o "$DIR/$name.open"
        "$TRAILCASE" report "$DIR/$name.db" -t all --redact -o "$DIR/$name.redacted"
    done
}

bats_require_minimum_version 1.5.0

setup() {
    command -v jq >/dev/null || skip "jq is not installed"
    cd "$BATS_TEST_TMPDIR" || return
    ours="${TOP_SRCDIR:-.}/tests/export"
}

@test "no account, key, id, address or name of the logs is in a redacted folder" {
    for name in model role console; do python3 "$ours/leaks.py" "$SAMPLES/$name/logs" "$DIR/$name.redacted"; done
    run ! python3 "$ours/leaks.py" "$SAMPLES/role/logs" "$DIR/role.open"
}

@test "put back by the map of the case, a redacted file is the open one" {
    for name in model role console; do
        "$TRAILCASE" aliases "$DIR/$name.db" --format json >map.json
        python3 "$ours/put_back.py" map.json "$DIR/$name.open" "$DIR/$name.redacted"
    done
}

@test "the sums of a redacted folder hold, and its journal too" {
    (cd "$DIR/model.redacted" && sha256sum --quiet -c SHA256SUMS)
    run ! grep -q "is broken" "$DIR/model.redacted/report.md"
    "$TRAILCASE" verify "$DIR/model.db"
}

@test "ticks of the checklist come along" {
    jq -r '.[3] | "\(.state) \(.kind)"' "$DIR/model.redacted/checklist.json" >redacted
    jq -r '.[3] | "\(.state) \(.kind)"' "$DIR/model.open/checklist.json" | diff redacted -
    grep -q ^done redacted
    [ "$(jq -r '.[3].assignee' "$DIR/model.redacted/checklist.json")" = \
        "$("$TRAILCASE" aliases "$DIR/model.db" oskar.lind --format json | jq -r '.[0].pseudonym')" ]
}

@test "once more gives the same bytes, and single exports agree with the folder" {
    "$TRAILCASE" report "$DIR/model.db" -t all --redact -o again
    diff -r again "$DIR/model.redacted"
    env -u TRAILCASE_REDACT_KEY "$TRAILCASE" export "$DIR/model.db" iocs --redact | cmp - again/indicators.csv
    "$TRAILCASE" checklist "$DIR/model.db" -t md --redact | cmp - again/checklist.md
    "$TRAILCASE" report "$DIR/model.db" -t md --redact | cmp - again/report.md
}

@test "each case draws a key of its own, and keeps to it" {
    unset TRAILCASE_REDACT_KEY
    python3 "$ours/hostile.py" >hostile.json
    for copy in one two; do
        "$TRAILCASE" ingest -q $copy.db hostile.json >/dev/null
        "$TRAILCASE" export $copy.db csv --redact >$copy
        "$TRAILCASE" export $copy.db csv --redact | cmp - $copy
    done
    run ! cmp -s one two
    TRAILCASE_REDACT_KEY=$(printf '00%.0s' {1..32}) run -1 "$TRAILCASE" export one.db csv --redact
    "$TRAILCASE" ingest -q three.db hostile.json >/dev/null
    TRAILCASE_REDACT_KEY=short run -2 "$TRAILCASE" report three.db --redact
    mkdir temp
    TMPDIR=$PWD/temp "$TRAILCASE" export one.db csv --redact | cmp - one
    [ -z "$(ls temp)" ]
}

@test "a name that no record has as one is redacted when it is told, and from then on" {
    printf '%s\n' '{"Records":[{"eventVersion":"1.08","eventID":"e1","eventTime":"2020-04-08T01:00:00Z",
        "eventSource":"ec2.amazonaws.com","eventName":"RunInstances","awsRegion":"us-east-1","sourceIPAddress":"203.0.113.9",
        "userAgent":"x","recipientAccountId":"111122223333","userIdentity":{"type":"IAMUser","principalId":"AIDA1",
        "accountId":"111122223333","userName":"joan","accessKeyId":"AKIAEXAMPLE"},
        "errorCode":"Client.Bad","errorMessage":"Acme Works and acme works refuse this"}]}' >told.json
    "$TRAILCASE" ingest -q told.db told.json >/dev/null
    "$TRAILCASE" export told.db jsonl --redact -o before.jsonl
    grep -qi 'acme works' before.jsonl
    "$TRAILCASE" export told.db jsonl --redact --redact-name "Acme Works" -o told.jsonl
    run ! grep -i 'acme works' told.jsonl
    "$TRAILCASE" export told.db jsonl --redact -o again.jsonl
    cmp told.jsonl again.jsonl
    "$TRAILCASE" aliases told.db | grep -q 'Acme Works'
    run -2 "$TRAILCASE" export told.db jsonl --redact-name x -o no.jsonl
}

@test "names made to harm stay away as well" {
    python3 "$ours/hostile.py" >hostile.json
    "$TRAILCASE" ingest -q hostile.db hostile.json >/dev/null
    "$TRAILCASE" mark hostile.db ip:203.0.113.9 attacker
    "$TRAILCASE" report hostile.db -t all --redact -o out
    run ! grep -rqE '203\.0\.113\.9|111122223333|AKIAEXAMPLE' out
    [ "$(sqlite3 out/events.sqlite 'SELECT count(*) FROM event WHERE json_valid(record)')" = "$(jq length hostile.json)" ]
}

@test "every text of the schema is redacted, or known to need it not" {
    python3 "$ours/columns.py" "$DIR/role.db" "${TOP_SRCDIR:-.}/queries"
}

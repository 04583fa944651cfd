#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What goes wrong around an ingest: full and dying disks, kills, folders that cannot be written, evidence that changes
# while it is read, hostile records. Nothing that was stored is lost, and every message says what to do.
# tests/drill has the same on a scale that takes minutes.
#
# shellcheck disable=SC2154 # bats sets output, stderr and status

bats_require_minimum_version 1.5.0

setup() {
    local tool
    for tool in jq sqlite3 python3; do
        command -v $tool >/dev/null || skip "$tool is not installed"
    done
    source "$TOP_SRCDIR/tests/cli/accounted.bash"
    cd "$BATS_TEST_TMPDIR" || return 1
    FAULT=$TOP_BUILDDIR/tests/fault/fault.so
}

# make_logs FILES: 2,000 records each, half of them in the file before too
make_logs() {
    python3 - "$1" <<'PY'
import gzip, os, sys
os.mkdir("logs")
for f in range(int(sys.argv[1])):
    records = ",".join(
        '{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDA%d","userName":"u%d"},'
        '"eventTime":"2023-07-10T12:%02d:%02dZ","eventSource":"iam.amazonaws.com","eventName":"ListUsers",'
        '"awsRegion":"us-east-1","sourceIPAddress":"192.0.2.%d","requestID":"%032x",'
        '"eventID":"00000000-0000-4000-8000-%012d"}' % (n % 9, n % 9, n // 60 % 60, n % 60, n % 13, n * 7919 ** 5, n)
        for n in range(f * 1000, f * 1000 + 2000))
    with gzip.open("logs/%d.json.gz" % f, "wt") as out:
        out.write('{"Records":[' + records + "]}")
PY
}

# what DB: everything a case says of its evidence, whichever runs it took
what() {
    sqlite3 "$1" 'SELECT hex(uid), time_s, principal_id <> 0, address_id <> 0 FROM event ORDER BY uid;
        SELECT total(events) + (SELECT count(*) FROM sighting) FROM pack; SELECT total(events) FROM activity; SELECT total(events) FROM event_hour;
        SELECT total(stored), total(duplicate) FROM source; SELECT path, status, records FROM source ORDER BY path' | sha256sum
}

# with_fault CALL PATH AT ERRNO COMMAND...
with_fault() {
    FAULT_CALL=$1 FAULT_PATH=$2 FAULT_AT=$3 FAULT_ERRNO=$4 LD_PRELOAD=$FAULT "${@:5}"
}

# survives: the case opens sound or is said to be empty; the next run completes it, and it is what it would have been.
survives() {
    run "$TRAILCASE" verify case.db
    [[ $status = 0 || $output == *"trailcase ingest case.db"* ]]
    ingested case.db logs
    [ "$status" = 0 ]
    [ "$(what case.db)" = "$(what whole.db)" ]
    "$TRAILCASE" verify case.db
}

need_fault() {
    [ -e "$FAULT" ] || skip "instrumented builds cannot be given faults"
}

# calls CALL PATH: how many of them an ingest makes
calls() {
    rm -f counter.db* count
    FAULT_COUNT=count with_fault "$1" "counter.db${2#case.db}" 0 0 "$TRAILCASE" ingest counter.db logs >/dev/null
    head -n 1 count
}

@test "a disk that fills up or fails while the case is written: it is said, and the next run completes it" {
    need_fault
    make_logs 12
    "$TRAILCASE" ingest whole.db logs
    local file part total error
    for file in case.db-wal case.db; do
        total=$(calls write $file)
        [ "$total" -gt 20 ]
        for part in 1 5 9; do
            for error in 5 28; do
                rm -f case.db*
                run --separate-stderr with_fault write $file $((total * part / 10)) $error "$TRAILCASE" ingest case.db logs
                echo "# $file $part/10 errno $error: $status $stderr"
                [ "$status" = 1 ]
                [[ $stderr == *"nothing stored so far is lost"*"run it again"* ]]
                survives
            done
        done
    done
}

@test "a disk that will not sync is said" {
    need_fault
    make_logs 12
    "$TRAILCASE" ingest whole.db logs
    local file
    for file in case.db-wal case.db; do
        rm -f case.db*
        run --separate-stderr with_fault sync $file 2 5 "$TRAILCASE" ingest case.db logs
        echo "# $file: $status $stderr"
        [ "$status" = 1 ]
        [[ $stderr == *"run it again"* ]]
        survives
    done
}

@test "killed at any write, sync or read, the next run completes it" {
    need_fault
    make_logs 12
    "$TRAILCASE" ingest whole.db logs
    local spec call file total part
    for spec in write:case.db-wal write:case.db sync:case.db-wal read:.json.gz; do
        call=${spec%:*} file=${spec#*:}
        total=$([ $file = .json.gz ] && echo 24 || calls "$call" $file)
        for part in 0 1 3 6 8 10; do
            rm -f case.db*
            run -137 with_fault "$call" $file $((1 + (total - 1) * part / 10)) 0 "$TRAILCASE" ingest case.db logs
            survives
        done
    done
}

@test "evidence that cannot be read on is named, and read when it can be" {
    need_fault
    make_logs 4
    "$TRAILCASE" ingest whole.db logs
    run --separate-stderr with_fault read 2.json.gz 1 5 "$TRAILCASE" ingest case.db logs --format json
    [ "$status" = 3 ]
    accounted case.db
    [ "$(jq -c '[.accounting.files.read, .refused[0].path]' <<<"$output")" = '[3,"logs/2.json.gz"]' ]
    [[ $stderr == *"logs/2.json.gz: refused: read: Input/output error"* ]]
    survives
}

@test "a limit on the size of files is an error that is told" {
    make_logs 12
    "$TRAILCASE" ingest whole.db logs
    run --separate-stderr bash -c 'ulimit -f 1500; exec "$0" ingest case.db logs' "$TRAILCASE"
    [ "$status" = 1 ]
    [[ $stderr == *"no more room"*"run it again"* ]]
    survives
}

@test "a full disk, a real one" {
    [ "$(id -u)" = 0 ] && mkdir small && mount -t tmpfs -o size=2m tmpfs small 2>/dev/null || skip "cannot mount a small disk"
    make_logs 12
    "$TRAILCASE" ingest whole.db logs
    run --separate-stderr "$TRAILCASE" ingest small/case.db logs
    cp small/case.db* . || true
    umount small
    [ "$status" = 1 ]
    [[ $stderr == *"the disk is full; nothing stored so far is lost: make room and run it again"* ]]
    survives
}

@test "a folder or a case that cannot be written is said, and a case is still read" {
    local there status_info
    as_other() {
        if [ "$(id -u)" = 0 ]; then setpriv --reuid 65534 --clear-groups "$@"; else "$@"; fi
    }
    command -v setpriv >/dev/null || [ "$(id -u)" != 0 ] || skip "setpriv is not installed"
    there=$(mktemp -d) # other users cannot come to the folder of the test
    cd "$there"
    make_logs 1
    mkdir shut
    "$TRAILCASE" ingest shut/case.db logs
    chmod 444 shut/case.db
    chmod 555 shut
    chmod 755 .
    as_other test -x "$TRAILCASE" || { rm -rf "$there"; skip "another user cannot come to the program"; }
    run --separate-stderr as_other "$TRAILCASE" ingest shut/new.db logs
    [ "$status" = 1 ]
    [[ $stderr == *"make the case shut/new.db: Permission denied"* ]]
    run --separate-stderr as_other "$TRAILCASE" ingest shut/case.db logs
    [ "$status" = 1 ]
    [[ $stderr == *"must be writable"* ]]
    run --separate-stderr as_other "$TRAILCASE" info shut/case.db
    status_info=$status
    chmod 755 shut
    rm -rf "$there"
    [ "$status_info" = 0 ]
}

@test "a file that shrinks or grows or goes while it is read costs itself alone" {
    make_logs 3
    local whole
    zcat logs/0.json.gz >whole.json
    whole=$(stat -c %s whole.json)
    for change in "truncate -s $((whole / 2)) big.json" 'rm -f big.json'; do
        rm -f case.db* big.json
        # 30 MB: more than is read at once, so it streams.
        { printf '{"Records":['; for _ in $(seq 300); do sed 's/^{"Records":\[//; s/\]}$/,/' whole.json | tr -d '\n' | head -c 100000; echo; done; } >big.json
        (sleep 0.05; $change) &
        run --separate-stderr "$TRAILCASE" ingest case.db big.json logs --format json
        wait
        [[ $status = 0 || $status = 3 ]]
        accounted case.db
        [ "$(sqlite3 case.db "SELECT count(*) FROM source WHERE path LIKE 'logs/%' AND status = 'read'")" = 3 ]
        "$TRAILCASE" verify case.db --format csv | grep -q '^accounting,yes'
    done
}

@test "a second ingest into the same case is told to wait" {
    make_logs 2
    mkfifo pipe
    "$TRAILCASE" ingest case.db - <pipe >first 2>&1 &
    exec 9>pipe
    printf '{"Records":[' >&9
    for _ in $(seq 100); do
        [ -e case.db-ingest ] && break
        sleep 0.05
    done
    run --separate-stderr "$TRAILCASE" ingest case.db logs
    printf ']}' >&9
    exec 9>&-
    wait
    [ "$status" = 1 ]
    [[ $stderr == *"another ingest is filling case.db; try again when it is done"* ]]
    ingested case.db logs
    counts 4000 3000 1000 0
}

@test "a case of a newer version, another database and another file are left as they are, each named" {
    make_logs 1
    "$TRAILCASE" ingest new.db logs
    sqlite3 new.db 'PRAGMA journal_mode = DELETE; PRAGMA user_version = 999' >/dev/null
    sqlite3 other.db 'CREATE TABLE a (b)'
    echo 'no database at all' >text.db
    : >empty.db
    sha256sum new.db other.db text.db >before
    local spec
    for spec in 'new.db:newer trailcase' 'other.db:not a trailcase case' 'text.db:not a case file'; do
        run --separate-stderr "$TRAILCASE" ingest "${spec%:*}" logs
        [ "$status" = 1 ]
        [[ $stderr == *"${spec#*:}"* ]]
    done
    sha256sum -c before
    run -0 "$TRAILCASE" ingest empty.db logs
}

# hostile TEXT-OF-PYTHON: prints the value of requestParameters of the first of two records
hostile() {
    python3 - "$1" >hostile.json <<'PY'
import sys
record = ('{"eventVersion":"1.08","eventTime":"2024-03-01T10:00:00Z","eventName":"X","eventSource":"iam.amazonaws.com",'
          '"eventID":"00000000-0000-4000-8000-00000000000%d","requestParameters":%s}')
print('{"Records":[' + record % (1, eval(sys.argv[1])) + "," + record % (2, "null") + "]}")
PY
    ingested case.db hostile.json
}

@test "a record of 10 MB goes in and comes out" {
    hostile "'\"' + 'x' * 10000000 + '\"'"
    [ "$status" = 0 ]
    counts 2 2 0 0
    [ "$("$TRAILCASE" sql case.db 'SELECT length(event_json(1)) FROM event LIMIT 1' --format csv | tail -n 1)" -gt 10000000 ]
}

@test "a record over the cap, too deep or of too many values costs itself alone and says why" {
    local spec
    for spec in "'\"' + 'x' * 17000000 + '\"'|more than 16 MiB" "'{\"a\":' * 100000 + '1' + '}' * 100000|1000 deep" \
        "'[' * 100000 + ']' * 100000|1000 deep" "'[' + '1,' * 600000 + '1]'|524,288 values"; do
        rm -f case.db*
        hostile "${spec%|*}"
        [ "$status" = 3 ]
        counts 2 1 0 1
        jq -e --arg says "${spec#*|}" '.rejected[0].reason | contains($says)' <<<"$output"
    done
}

@test "many records of 10 MB take no more memory than a few" {
    [ -x "$TOP_BUILDDIR/tests/bench/measure" ] && [ -e "$FAULT" ] || skip "instrumented builds take more memory"
    python3 -c '
import base64, os
text = base64.b64encode(os.urandom(7500000)).decode()
for n in range(40):
    print("""{"eventTime":"2024-03-01T10:00:00Z","eventName":"X","eventSource":"iam.amazonaws.com","eventID":"e%d",""" % n
          + """"requestParameters":"%s"}""" % text[n:])' |
        "$TOP_BUILDDIR/tests/bench/measure" peak "$TRAILCASE" ingest case.db -
    [ "$(sqlite3 case.db 'SELECT count(*) FROM event')" = 40 ]
    echo "# wall, processor, KiB: $(cat peak)"
    [ "$(cut -d' ' -f3 peak)" -lt 262144 ]
}

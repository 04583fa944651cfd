#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Logs inside archives, compressed in every known way, and on standard input.

bats_require_minimum_version 1.5.0

setup() {
    local tool
    for tool in sqlite3 jq tar; do
        command -v $tool >/dev/null || skip "$tool is not installed"
    done
    source "$TOP_SRCDIR/tests/cli/accounted.bash"
    DATA=$TOP_SRCDIR/tests/data/containers
    cd "$BATS_TEST_TMPDIR" || return 1
    mkdir -p tree/AWSLogs/a tree/AWSLogs/b
    cp "$DATA/records.json" tree/AWSLogs/a/one.json
    gzip -cn "$DATA/records.json" >tree/AWSLogs/a/two.json.gz
    cp "$DATA/lookup-events-v1.json" tree/AWSLogs/b/lookup.json
}

# in_tar FILE TAR-OPTION...
in_tar() {
    local file=$1
    shift
    tar -C tree "$@" -cf "$file" AWSLogs
}

@test "tar, packed with each codec, gives its members as sources with the path in it" {
    local pair codec tool
    for pair in none:tar gzip:gzip bzip2:bzip2 xz:xz zstd:zstd; do
        codec=${pair%:*} tool=${pair#*:}
        command -v "$tool" >/dev/null || continue
        rm -f case.db* logs.tar*
        if [ "$codec" = none ]; then in_tar logs.tar; else in_tar logs.tar --"$codec"; fi
        ingested case.db logs.tar
        [ "$status" = 0 ]
        counts 6 2 4 0
        [ "$(sqlite3 case.db "SELECT group_concat(path) FROM (SELECT path FROM source ORDER BY path)")" = \
            'logs.tar,logs.tar!AWSLogs/a/one.json,logs.tar!AWSLogs/a/two.json.gz,logs.tar!AWSLogs/b/lookup.json' ]
        [ "$(sqlite3 case.db "SELECT lower(hex(sha256)) FROM source WHERE path = 'logs.tar'")" = \
            "$(sha256sum logs.tar | cut -d' ' -f1)" ]
        [ "$(sqlite3 case.db "SELECT lower(hex(sha256_content)) FROM source WHERE path LIKE '%two.json.gz'")" = \
            "$(sha256sum tree/AWSLogs/a/one.json | cut -d' ' -f1)" ]
        ingested case.db logs.tar
        [ "$status" = 0 ]
        counts 6 2 4 0
        [ "$(jq .this_run.unchanged <<<"$output")" = 4 ]
    done
}

@test "a stream of bzip2, xz or zstd is the file it holds" {
    local tool
    for tool in bzip2 xz zstd; do
        command -v $tool >/dev/null || continue
        rm -f case.db*
        $tool -c "$DATA/records.json" >log
        ingested case.db log
        [ "$status" = 0 ]
        counts 2 2 0 0
        [ "$(sqlite3 case.db 'SELECT path, container, lower(hex(sha256_content)) FROM source')" = \
            "log|Records|$(sha256sum "$DATA/records.json" | cut -d' ' -f1)" ]
    done
}

@test "gzip in gzip is opened, however often, as a file and in an archive" {
    gzip -cn "$DATA/records.json" | gzip -cn >two.json.gz
    gzip -cn two.json.gz >three.json.gz
    tar -cf logs.tar two.json.gz
    ingested case.db two.json.gz three.json.gz logs.tar
    [ "$status" = 0 ]
    counts 6 2 4 0
    [ "$(sqlite3 case.db "SELECT DISTINCT lower(hex(sha256_content)) FROM source WHERE container = 'Records'")" = \
        "$(sha256sum "$DATA/records.json" | cut -d' ' -f1)" ]
    ingested case.db two.json.gz three.json.gz logs.tar
    [ "$(jq .this_run.unchanged <<<"$output")" = 4 ]
    head -c 200 two.json.gz >cut.json.gz
    ingested cut.db cut.json.gz
    [ "$status" = 3 ]
    jq -e '[.refused[], .rejected[]] | any(.reason | contains("cut off"))' <<<"$output"
}

@test "a zip, and a zip in a tar in a tar, with names that lead elsewhere" {
    command -v python3 >/dev/null || skip "python3 is not installed"
    python3 - "$DATA/records.json" <<'PY'
import sys, zipfile
with zipfile.ZipFile("in.zip", "w", zipfile.ZIP_DEFLATED) as z:
    z.write(sys.argv[1], "../../etc/a.json")
    z.write(sys.argv[1], "/b.json")
PY
    tar -cf mid.tar in.zip
    tar -czf out.tgz mid.tar
    ingested case.db in.zip out.tgz
    [ "$status" = 0 ]
    counts 8 2 6 0
    sqlite3 case.db 'SELECT path FROM source' >paths
    grep -qxF 'in.zip!../../etc/a.json' paths
    grep -qxF 'out.tgz!mid.tar!in.zip!../../etc/a.json' paths
    [ "$(sqlite3 case.db "SELECT container FROM source WHERE path = 'out.tgz!mid.tar!in.zip'")" = zip ]
}

@test "a zip comes through a pipe too, also one that was written to a pipe" {
    command -v python3 >/dev/null || skip "python3 is not installed"
    python3 - "$DATA/records.json" <<'PY'
import io, sys, zipfile
class Pipe(io.RawIOBase):
    def writable(self): return True
    def write(self, data): return out.write(data)
for name, sink, method in (("a", False, zipfile.ZIP_DEFLATED), ("b", True, zipfile.ZIP_DEFLATED), ("c", True, zipfile.ZIP_STORED)):
    with open(name + ".zip", "wb") as out, zipfile.ZipFile(Pipe() if sink else out, "w", method) as z:
        z.write(sys.argv[1], "one.json")
        z.write(sys.argv[1], "two.json")
PY
    local name
    for name in a b c; do
        rm -f case.db*
        run --separate-stderr bash -c 'cat "$1" | "$2" ingest case.db - --format json' _ $name.zip "$TRAILCASE"
        [ "$status" = 0 ]
        accounted case.db
        counts 4 2 2 0
        [ "$(sqlite3 case.db "SELECT group_concat(path) FROM (SELECT path FROM source ORDER BY path)")" = '-,-!one.json,-!two.json' ]
    done
    head -c 900 b.zip >cut.zip
    run --separate-stderr bash -c 'cat cut.zip | "$0" ingest cut.db - --format json' "$TRAILCASE"
    [ "$status" = 3 ]
    accounted cut.db
    jq -e '[.refused[], .rejected[]] | any(.reason | contains("cut off"))' <<<"$output"
}

@test "the command of the manual, as a newcomer types it" {
    in_tar logs.tar.gz --gzip
    cp "$DATA/lookup-events-v1.json" lookup.json
    run -0 "$TRAILCASE" ingest c.db logs.tar.gz - <lookup.json
    run --separate-stderr "$TRAILCASE" ingest c.db logs.tar.gz - --format json <lookup.json
    accounted c.db
    counts 8 2 6 0
    [ "$(jq .this_run.unchanged <<<"$output")" = 5 ]
}

@test "links and devices in an archive are named, never followed" {
    ln -s /etc/passwd tree/AWSLogs/link
    ln tree/AWSLogs/a/one.json tree/AWSLogs/hard.json
    mkfifo tree/AWSLogs/pipe
    in_tar logs.tar
    ingested case.db logs.tar
    [ "$status" = 3 ]
    counts 6 2 4 0
    [ "$(jq .accounting.files.refused <<<"$output")" = 3 ]
    [ "$(jq -r '.refused[].reason' <<<"$output" | sort -u | wc -l)" = 2 ]
}

@test "an archive cut short gives what came before the cut" {
    tar -C tree -cf whole.tar AWSLogs/a/one.json AWSLogs/b/lookup.json
    head -c 3000 whole.tar >logs.tar
    ingested case.db logs.tar
    [ "$status" = 3 ]
    [ "$(jq .events <<<"$output")" = 2 ]
    jq -e '.refused[] | select(.path == "logs.tar") | .reason | contains("cut off")' <<<"$output"
}

@test "a decompression bomb is refused by name, and read when it is allowed" {
    { printf '{"Records":['; head -c 40000000 /dev/zero | tr '\0' ' '; cat "$DATA/record.json"; printf ']}'; } |
        gzip -9 >bomb.json.gz
    ingested case.db bomb.json.gz
    [ "$status" = 3 ]
    jq -e '.rejected[0].reason | contains("bomb")' <<<"$output"
    rm case.db*
    mkdir bomb && gzip -dc bomb.json.gz >bomb/bomb.json && tar -czf bomb.tgz bomb
    ingested case.db bomb.tgz
    [ "$status" = 3 ]
    jq -e '.refused[] | select(.path == "bomb.tgz") | .reason | contains("bomb")' <<<"$output"
    rm case.db*
    ingested case.db bomb.json.gz bomb.tgz --max-ratio 2000
    [ "$status" = 0 ]
    counts 2 1 1 0
}

@test "an encrypted member is refused by name" {
    ingested case.db "$DATA/refused-encrypted.zip"
    [ "$status" = 3 ]
    jq -e '[.refused[].reason] | any(contains("encrypted"))' <<<"$output"
}

@test "standard input is -, beside other paths, from a file or a pipe" {
    in_tar logs.tar.gz --gzip
    run --separate-stderr "$TRAILCASE" ingest c.db logs.tar.gz - --format json <"$DATA/insight.json"
    [ "$status" = 0 ]
    accounted c.db
    counts 8 4 4 0
    run --separate-stderr bash -c 'cat "$1" | "$2" ingest d.db - --format json' _ logs.tar.gz "$TRAILCASE"
    [ "$status" = 0 ]
    accounted d.db
    counts 6 2 4 0
    [ "$(sqlite3 d.db "SELECT count(*) FROM source WHERE path = '-!AWSLogs/a/one.json'")" = 1 ]
    run --separate-stderr bash -c 'cat "$1" | "$2" ingest d.db - --format json' _ logs.tar.gz "$TRAILCASE"
    [ "$(jq -c '[.this_run.unchanged, .accounting.records.read]' <<<"$output")" = '[4,6]' ]
}

@test "a pipe that is given is read, one in a folder is named, one that nobody writes to is empty" {
    run --separate-stderr bash -c '"$0" ingest c.db <(cat "$1") --format json' "$TRAILCASE" "$DATA/records.json"
    [ "$status" = 0 ]
    accounted c.db
    counts 2 2 0 0
    mkdir pipes
    mkfifo pipes/one
    ingested c.db pipes pipes/one
    [ "$status" = 3 ]
    jq -e '.refused[0].reason | contains("a named pipe")' <<<"$output"
    ingested d.db pipes/one
    [ "$status" = 3 ]
    jq -e '.refused[0].reason == "empty"' <<<"$output"
}

@test "verify hashes the archive, which answers for its members" {
    in_tar logs.tar
    "$TRAILCASE" ingest case.db logs.tar
    run -0 "$TRAILCASE" verify case.db . --format csv
    [[ $output == *'evidence,yes,1 as it was'* ]]
    echo >>logs.tar
    run -1 "$TRAILCASE" verify case.db . --format csv
    [[ $output == *'changed: logs.tar'* ]]
}

@test "a file that is only named like a member of another is hashed, too" {
    cp "$DATA/records.json" one.json
    cp "$DATA/records.json" 'one.json!two.json'
    "$TRAILCASE" ingest case.db one.json 'one.json!two.json'
    run -0 "$TRAILCASE" verify case.db --format csv
    [[ $output == *'evidence,yes,2 as it was'* ]]
    echo >>'one.json!two.json'
    run -1 "$TRAILCASE" verify case.db --format csv
}

@test "what begins as an archive and is none is called damaged" {
    in_tar logs.tar
    printf x | dd of=logs.tar bs=1 seek=200 conv=notrunc status=none
    printf BZh9 >short.bz2
    ingested case.db logs.tar short.bz2
    [ "$status" = 3 ]
    [ "$(jq '[.refused[].reason | contains("damaged")] | length, all' <<<"$output" | tr '\n' ' ')" = '2 true ' ]
}

@test "UTF-16 of both byte orders, marked or not, is text like any other" {
    ingested case.db "$DATA/utf16le.json" "$DATA/utf16be.json" "$DATA/records.json" \
        "$DATA/utf16le-unmarked.json" "$DATA/utf16be-unmarked.json"
    [ "$status" = 0 ]
    counts 10 2 8 0
    [ "$(jq .accounting.conflicts <<<"$output")" = 0 ]
}

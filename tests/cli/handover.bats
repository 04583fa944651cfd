#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The hand-over folder: whole or not there, the same for the same case, and checked by sha256sum.

setup_file() {
    export MODEL="$BATS_FILE_TMPDIR/model" GROWN="$BATS_FILE_TMPDIR/grown.db" TRAILCASE_NOW=2020-05-01T00:00:00Z
    command -v jq >/dev/null || return 0
    "${TOP_BUILDDIR:-build}/samples/gen" model "$MODEL"
    "$TRAILCASE" ingest -q "$GROWN" "$MODEL/logs" >/dev/null
    "$TRAILCASE" scope "$GROWN" -q --seed "event:$(jq -r .lead_event "$MODEL/truth.json")" --auto >/dev/null
}

bats_require_minimum_version 1.5.0

setup() {
    command -v jq >/dev/null || skip "jq is not installed"
    cd "$BATS_TEST_TMPDIR" || return
}

@test "the folder is whole: every file is in the index and in the sums, and the sums hold" {
    "$TRAILCASE" report "$GROWN" -t all -o out
    (cd out && sha256sum --quiet --strict -c SHA256SUMS)
    find out -type f -printf '%f\n' | grep -v SHA256SUMS | sort >there
    sed 's/^[0-9a-f]*  //' out/SHA256SUMS | sort | diff there -
    for name in $(grep -vE "README|index" there); do
        grep -q "]($name)" out/README.md
        grep -q "href=\"$name\"" out/index.html
    done
    [ "$(find . -name '*partial*' | wc -l)" -eq 0 ]
    cmp out/events.csv <("$TRAILCASE" export "$GROWN" csv is:attributed)
    cmp out/checklist.sh <("$TRAILCASE" checklist "$GROWN" -t sh)
}

@test "what speaks against a claim is handed over, too" {
    "$TRAILCASE" report "$GROWN" -t all -o out
    jq -r '.questions[].claims[] | select(.against_total > 0) | .against[]' out/report.json | sort -u >named
    [ -s named ]
    jq -r .eventID out/events-against.jsonl | sort -u >given
    [ -z "$(comm -23 named given)" ]
    [ "$(wc -l <given)" -eq "$(($(wc -l <out/events-against.csv) - 1))" ]
    [ -z "$(comm -12 given <(jq -r .eventID out/events.jsonl | sort) | grep -vxFf named)" ]
}

@test "the same case and moment give the same bytes" {
    "$TRAILCASE" report "$GROWN" -t all -o one
    env -u TRAILCASE_NOW "$TRAILCASE" report "$GROWN" -t all -o two/ --now 2020-05-01T00:00:00Z
    diff -r one two
}

@test "nothing is overwritten unasked, and with -C what else was there stays" {
    mkdir out
    "$TRAILCASE" report "$GROWN" -t all -o out
    echo mine >out/mine.txt
    echo old >out/report.md
    run -1 "$TRAILCASE" report "$GROWN" -t all -o out
    [ "$(cat out/report.md)" = old ]
    "$TRAILCASE" report "$GROWN" -t all -o out -C
    [ "$(cat out/mine.txt)" = mine ]
    (cd out && sha256sum --quiet -c SHA256SUMS)
    [ "$(ls)" = out ]
    touch file
    run -1 "$TRAILCASE" report "$GROWN" -t all -o file
    run -2 "$TRAILCASE" report "$GROWN" -t all
    run -2 "$TRAILCASE" report "$GROWN" -t all,md -o other
}

@test "what breaks off leaves what was there, and nothing under its name" {
    mkdir kept
    echo mine >kept/report.md
    (
        ulimit -f 100
        trap '' XFSZ
        ! "$TRAILCASE" report "$GROWN" -t all -o new 2>err
        ! "$TRAILCASE" report "$GROWN" -t all -o kept -C 2>err
    )
    [ ! -e new ]
    [ "$(ls)" = "err
kept" ]
    [ "$(cat kept/report.md)" = mine ]
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The program of `./bootstrap static`, where it was built: it runs in a root that holds nothing else, no library, no
# terminfo, no locale, no shell. TRAILCASE_STATIC names another one.

load e2e

setup() {
    STATIC=${TRAILCASE_STATIC:-$TOP_SRCDIR/build/static/trailcase}
    [[ -x $STATIC ]] || skip "no static program: ./bootstrap static makes one"
    e2e_setup
    ROOT=$BATS_TEST_TMPDIR/root
    mkdir -p "$ROOT/tmp"
    cp "$STATIC" "$ROOT/trailcase"
    cp -R "$TOP_SRCDIR/tests/e2e/logs" "$ROOT/logs"
    INSIDE=(chroot "$ROOT" /trailcase)
    [[ $(id -u) -eq 0 ]] || INSIDE=(unshare -r "${INSIDE[@]}")
    "${INSIDE[@]}" --version >/dev/null || skip "no right to change the root"
}

teardown() {
    e2e_teardown
}

# interface TERM LOCALE: the interface starts there, shows a screen and leaves the terminal as it was
interface() {
    shell 80 24
    remember_modes
    line "clear; TERM=$1 LC_ALL=$2 HOME=/tmp ${INSIDE[*]} ui /case.db; echo EX''IT=\$?"
    wait_for 'case.db'
    press '?'
    wait_for 'What to do first'
    press Q
    wait_for 'EXIT=0'
    assert_sane
    e2e_teardown
}

@test "the static program names no library" {
    command -v readelf >/dev/null || skip "readelf is not installed"
    [[ $(readelf -d "$STATIC" 2>&1) != *NEEDED* ]]
    [[ $(readelf -l "$STATIC" 2>&1) != *INTERP* ]]
}

@test "the static program reads logs and answers in a root with nothing else" {
    "${INSIDE[@]}" ingest -q /case.db /logs
    [[ $("${INSIDE[@]}" info /case.db) == *'records  '* ]]
    "$TRAILCASE" ingest -q "$BATS_TEST_TMPDIR/ours.db" "$TOP_SRCDIR/tests/e2e/logs"
    diff <("${INSIDE[@]}" events /case.db --format jsonl) \
        <("$TRAILCASE" events "$BATS_TEST_TMPDIR/ours.db" --format jsonl)
    "${INSIDE[@]}" verify /case.db
}

@test "archives of every kind are read without a library" {
    command -v zstd >/dev/null && command -v xz >/dev/null && command -v bzip2 >/dev/null || skip "no zstd, xz or bzip2"
    local tool count
    tar -C "$TOP_SRCDIR/tests/e2e" -cf "$ROOT/a.tar" logs
    "${INSIDE[@]}" ingest -q /want.db /logs
    count=$("${INSIDE[@]}" sql /want.db 'SELECT count(*) FROM events' --format csv)
    for tool in gzip bzip2 xz zstd; do
        $tool -qc <"$ROOT/a.tar" >"$ROOT/a.$tool"
        "${INSIDE[@]}" ingest -q "/$tool.db" "/a.$tool"
        [[ $("${INSIDE[@]}" sql "/$tool.db" 'SELECT count(*) FROM events' --format csv) == "$count" ]]
    done
}

@test "the interface starts on every usual terminal without terminfo" {
    local type
    "${INSIDE[@]}" ingest -q /case.db /logs
    for type in xterm-256color xterm screen screen-256color tmux-256color linux vt100 xterm-kitty; do
        use_socket "$BATS_TEST_NUMBER-$type"
        interface "$type" C.UTF-8
    done
}

@test "a terminal that nobody knows is still refused with what to do" {
    "${INSIDE[@]}" ingest -q /case.db /logs
    shell 80 24
    line "TERM=no-such-terminal HOME=/tmp ${INSIDE[*]} ui /case.db; echo EX''IT=\$?"
    wait_for 'no-such-terminal" is not'
    wait_for 'EXIT=1'
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# `trailcase sql` as a shell in a real terminal.

load e2e

setup() {
    e2e_setup
    "$TRAILCASE" ingest -q "$BATS_TEST_TMPDIR/case.db" "$TOP_SRCDIR/tests/e2e/logs" >/dev/null
    shell 80 24
    remember_modes
    line "clear; cd '$BATS_TEST_TMPDIR' && '$TRAILCASE' sql case.db; echo EX''IT=\$?"
    wait_for 'trailcase>'
}

teardown() {
    e2e_teardown
}

# A trailing semicolon would be one for tmux.
statement() {
    type_text "$1 \\;"
    press Enter
}

quit() {
    type_text .quit
    press Enter
    wait_for 'EXIT=0'
    assert_sane
}

@test "a statement may span lines, and Tab completes a column" {
    type_text 'SELECT count(*) AS how_many, min(princ'
    press Tab
    wait_for 'min(principal'
    type_text '_id) FROM event'
    press Enter
    wait_for '...>'
    statement 'WHERE event_id > 0'
    wait_for 'HOW MANY'
    quit
}

@test "^C drops a line, ends what runs, and the shell goes on" {
    type_text 'SELECT half of a'
    wait_for 'half of a'
    press C-c
    wait_for 'half of a^C'
    statement 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n'
    wait_for 'FROM n ;'
    press C-c
    wait_for 'stopped as asked'
    statement 'SELECT 6 * 7 AS answer'
    wait_for '42'
    quit
}

@test "what was typed is in the history of the next time, for nobody else to read" {
    statement 'SELECT 11 * 11 AS first_time'
    wait_for '121'
    press C-d
    wait_for 'EXIT=0'
    [[ $(stat -c %a "$XDG_STATE_HOME/trailcase/history.sql") == 600 ]]
    line "clear; '$TRAILCASE' sql case.db; echo EX''IT=\$?"
    wait_for 'trailcase>'
    press Up
    wait_for 'first_time ;'
    press C-c
    quit
}

@test "dot commands tell about tables and change the format" {
    type_text .mode
    press Enter
    wait_for 'takes table, csv'
    type_text '.mode csv'
    press Enter
    statement 'SELECT 1 AS a, 2 AS b'
    wait_for 'a,b'
    type_text '.schema mark'
    press Enter
    wait_for 'UNIQUE (kind, value)'
    quit
}

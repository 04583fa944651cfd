#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Leaving, and going on, while a query runs that would take long: looking for a word in every record.

load e2e

setup() {
    e2e_setup
    e2e_big_case 60000
    shell 80 24
    line "'$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'Case'
}

teardown() {
    e2e_teardown
}

# A filter of many words, each of which has every record unpacked.
search_records() {
    press f
    type_text '(text:no-such-word-1 or text:no-such-word-2 or text:no-such-word-3 or text:no-such-word-4)'
    press Enter
    wait_for 'loading'
}

@test "Q ends at once" {
    search_records
    press Q
    wait_for 'EXIT=0'
}

@test "^C stops the query, and the screen goes on" {
    search_records
    press C-c
    wait_for 'stopped'
    press 5
    wait_for 'Keys'
    press Q
    wait_for 'EXIT=0'
}

@test "another screen does not wait for it, and no late answer shows" {
    search_records
    press '?'
    wait_for 'What to do first'
    press q x
    wait_gone 'no-such-word'
    press Q
    wait_for 'EXIT=0'
}

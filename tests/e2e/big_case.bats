#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# A case of many events. 100,000 unless E2E_BIG_CASE names a larger one: tests/bench/ui.sh makes those, and measures.

load e2e

setup() {
    e2e_setup
    e2e_big_case 100000
}

teardown() {
    e2e_teardown
}

@test "every screen comes, from the first to the last" {
    local screen
    shell 80 24
    line "'$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'records'
    for screen in 2Leads 3Principals 4Addresses 5Keys 6Timeline 7APIs 8Resources 9Scope 0Checklist; do
        press "${screen:0:1}"
        wait_for "${screen:1}"
        wait_gone 'loading'
    done
    press Q
    wait_for 'EXIT=0'
}

@test "keys are heard while a screen loads" {
    shell 80 24
    line "'$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'records'
    press 8 '?'
    wait_for 'What to do first'
    press q : events Enter G
    wait_for 'Events'
    wait_gone 'loading'
    press g 6 z z Z 4 j j j
    wait_for 'Addresses'
    wait_for '4 of'
    press Q
    wait_for 'EXIT=0'
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The journal replayed on the same evidence ends where it ended, and two replays give the same report.

bats_require_minimum_version 1.5.0

setup_file() {
    export CASE=$BATS_FILE_TMPDIR/case.db
    "$TRAILCASE" ingest -q "$CASE" "$TOP_SRCDIR/tests/view/data/small.json"
}

at() {
    TRAILCASE_NOW=2020-04-10T0$1:00:00Z "$TRAILCASE" "${@:2}"
}

@test "every kind of decision is carried out again, and the copy ends in the same hash" {
    run -0 "$TRAILCASE" replay "$CASE"
    [[ $output == "0 decisions replayed"* ]]
    at 1 mark "$CASE" address:203.0.113.66 attacker --reason 'seen with the lead'
    at 2 mark "$CASE" principal:ci-deploy compromised
    at 3 note "$CASE" address:203.0.113.66 'a rented server'
    at 4 note "$CASE" filter:mine 'is:denied'
    at 5 undo "$CASE"
    at 6 mark "$CASE" principal:backup benign
    at 7 undo "$CASE"
    at 8 mark "$CASE" key:AKIAEXAMPLEDEPLOY01 attacker --since 2020-04-07 || at 8 note "$CASE" 'no such key'
    local item
    item=$(at 8 checklist "$CASE" -t csv | sed -n 2p | cut -d, -f3)
    at 8 checklist "$CASE" --done "$item" --assign mia --note 'gone, "really"'
    at 8 checklist "$CASE" --item "$item" --note ''
    at 8 undo "$CASE"
    run -0 "$TRAILCASE" replay "$CASE"
    [[ $output == "11 decisions replayed: the same hash on the same evidence" ]]
}

@test "two replays give byte-identical reports, the same as the case's own" {
    local one two
    mkdir -p "$BATS_TEST_TMPDIR/1" "$BATS_TEST_TMPDIR/2"
    "$TRAILCASE" replay "$CASE" -o "$BATS_TEST_TMPDIR/1/case.db"
    "$TRAILCASE" replay "$CASE" -o "$BATS_TEST_TMPDIR/2/case.db"
    one=$(at 9 report "$BATS_TEST_TMPDIR/1/case.db" -t md | sha256sum)
    two=$(at 9 report "$BATS_TEST_TMPDIR/2/case.db" -t md | sha256sum)
    [ "$one" = "$two" ]
    [ "$one" = "$(at 9 report "$CASE" -t md | sha256sum)" ]
    run -0 "$TRAILCASE" verify "$BATS_TEST_TMPDIR/1/case.db"
    run -2 "$TRAILCASE" replay "$CASE" -o "$BATS_TEST_TMPDIR/1/case.db"
}

# reports FOLDER: the sums of its three reports
reports() {
    local form
    for form in md json html; do
        at 9 report "$1/case.db" -t "$form" | sha256sum
    done
}

@test "what was decided is decided anew on fresh cases of the same evidence, which give the same reports" {
    local n
    cd "$BATS_TEST_TMPDIR" || return
    mkdir -p 0 1 2
    for n in 0 1 2; do
        "$TRAILCASE" ingest -q "$n/case.db" "$TOP_SRCDIR/tests/view/data/small.json"
    done
    # every kind of decision, as screens make them, and one taken back
    printf '%s\n' ':mark attacker address:203.0.113.66 seen with the lead' ':mark compromised principal:ci-deploy' \
        ':lead add 203.0.113.66' ':leads' 'key x' 'type known to us' 'key Enter' ':events' 'key m b' 'type ours' 'key Enter' 'key u' \
        'key 0' 'key Space' ':save mine' 'key 9 E' 'type in our words' 'key Enter' |
        TRAILCASE_NOW=2020-04-10T01:00:00Z "$TRAILCASE" ui 0/case.db --script -
    at 2 note 0/case.db address:203.0.113.66 'a rented server'
    at 3 claim 0/case.db entry --text 'a key in a public place'
    at 4 scope 0/case.db --accept key:AKIAEXAMPLEDEPLOY01 || at 4 scope 0/case.db --auto
    run -0 "$TRAILCASE" replay 0/case.db --onto 1/case.db
    [[ $output == *" decisions replayed: the same hash on the same evidence" ]]
    printf '%s\n' 'expect decisions replayed: the same hash on the same evidence' ':keys' 'expect A' |
        "$TRAILCASE" ui 2/case.db --replay 0/case.db --script -
    [ "$(reports 0)" = "$(reports 1)" ]
    [ "$(reports 1)" = "$(reports 2)" ]
    for n in 1 2; do
        run -0 "$TRAILCASE" verify "$n/case.db"
        run -0 "$TRAILCASE" replay "$n/case.db"
    done
}

@test "a replay on a case that has decisions, or onto two at once, is refused" {
    run -2 "$TRAILCASE" replay "$CASE" --onto "$CASE"
    [[ $output == *"has decisions of its own"* ]]
    run -2 "$TRAILCASE" ui "$CASE" --replay "$CASE" --script /dev/null
    run -2 "$TRAILCASE" replay "$CASE" --onto x.db -o y.db
}

@test "a replay on other evidence says so" {
    printf '{"Records":[]}' >"$BATS_TEST_TMPDIR/none.json"
    "$TRAILCASE" ingest -q "$BATS_TEST_TMPDIR/none.db" "$BATS_TEST_TMPDIR/none.json"
    run -0 "$TRAILCASE" replay "$CASE" --onto "$BATS_TEST_TMPDIR/none.db"
    [[ $output == *"the same hash, but on other evidence" ]]
}

@test "a journal that no longer leads there is told by its entry" {
    cp "$CASE" "$BATS_TEST_TMPDIR/other.db"
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    sqlite3 "$BATS_TEST_TMPDIR/other.db" "UPDATE journal SET detail = replace(detail, 'a rented server', 'a toaster') WHERE seq = 3"
    run -1 "$TRAILCASE" replay "$BATS_TEST_TMPDIR/other.db"
    [[ $output == *"entry 3 came out otherwise"* ]]
    [ -z "$(find "${TMPDIR:-/tmp}" -maxdepth 1 -name 'trailcase-replay-*' -newer "$CASE" -print -quit)" ]
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The analyst's own wording beside the computed answers, and which answers changed since they were accepted.

setup_file() {
    export MODEL="$BATS_FILE_TMPDIR/model" MARKED="$BATS_FILE_TMPDIR/marked.db"
    export TRAILCASE_NOW=2020-05-01T00:00:00Z
    command -v jq >/dev/null || return 0
    "${TOP_BUILDDIR:-build}/samples/gen" model "$MODEL"
    "$TRAILCASE" ingest -q "$MARKED" "$MODEL/logs" >/dev/null
    "$TRAILCASE" scope -q "$MARKED" --seed "event:$(jq -r .lead_event "$MODEL/truth.json")" --auto >/dev/null
}

setup() {
    command -v jq >/dev/null || skip "jq is not installed"
    CASE="$BATS_TEST_TMPDIR/case.db"
    cp "$MARKED" "$CASE"
}

scope() {
    "$TRAILCASE" scope "$CASE" --format json | jq -r "$1"
}

states() {
    "$TRAILCASE" recheck "$CASE" --format json | jq -r '[.[].state] | unique | join(" ")'
}

@test "own wording stands beside the computed answer, everywhere" {
    local computed
    computed=$(scope .questions.entry.answer)
    "$TRAILCASE" answer "$CASE" entry --text 'The old wiki page, says Mirela.'
    [ "$(scope .questions.entry.own_answer)" = 'The old wiki page, says Mirela.' ]
    [ "$(scope .questions.entry.answer)" = "$computed" ]
    [ "$(scope .questions.duration.own_answer)" = null ]
    "$TRAILCASE" scope "$CASE" | grep -A3 '^4\.' | grep -q 'Computed: Not provable'
    "$TRAILCASE" report "$CASE" | grep -q "The old wiki page, says Mirela"
    [ "$("$TRAILCASE" answer "$CASE" --format json | jq -r '.[3].own')" = 'The old wiki page, says Mirela.' ]
}

@test "a wording is replaced, taken back, and each of it undone" {
    "$TRAILCASE" answer "$CASE" entry --text one
    "$TRAILCASE" answer "$CASE" entry --text two
    "$TRAILCASE" answer "$CASE" entry --text ''
    [ "$(scope .questions.entry.own_answer)" = null ]
    "$TRAILCASE" undo "$CASE"
    [ "$(scope .questions.entry.own_answer)" = two ]
    "$TRAILCASE" undo "$CASE"
    [ "$(scope .questions.entry.own_answer)" = one ]
    "$TRAILCASE" undo "$CASE"
    [ "$(scope .questions.entry.own_answer)" = null ]
    "$TRAILCASE" verify "$CASE" >/dev/null
}

@test "a claim of one's own has events by a filter or by eventIDs" {
    local lead
    lead=$(jq -r .lead_event "$MODEL/truth.json")
    "$TRAILCASE" claim "$CASE" actions --text 'by filter' --events 'is:attributed api:CreateKeyPair' --confidence high
    "$TRAILCASE" claim "$CASE" actions --text 'by id' --events "$lead"
    "$TRAILCASE" claim "$CASE" actions --text 'by nothing' --confidence low
    scope '.questions.actions.claims[] | select(.by == "analyst") | "\(.text) \(.confidence) \(.events_total) \(.events[0])"' \
        >"$BATS_TEST_TMPDIR/own"
    diff - "$BATS_TEST_TMPDIR/own" <<END
by filter high 1 $lead
by id medium 1 $lead
by nothing low 0 null
END
    "$TRAILCASE" claim "$CASE" --remove 2
    [ "$("$TRAILCASE" claim "$CASE" --format json | jq -r '[.[].text] | join(",")')" = 'by filter,by nothing' ]
    "$TRAILCASE" undo "$CASE"
    [ "$("$TRAILCASE" claim "$CASE" --format json | jq -r '.[1].text')" = 'by id' ]
}

@test "what is no question, no event or no filter is refused" {
    run "$TRAILCASE" answer "$CASE" why --text x
    [ "$status" -eq 2 ]
    run "$TRAILCASE" claim "$CASE" entry --text x --events nosuch
    [ "$status" -eq 2 ]
    [[ $output == *'there is no event nosuch'* ]]
    run "$TRAILCASE" claim "$CASE" entry --text x --events 'color:red'
    [ "$status" -eq 2 ]
    run "$TRAILCASE" claim "$CASE" --remove 9
    [ "$status" -eq 2 ]
}

@test "recheck tells which answers changed after a mark, with the claims that went and came" {
    [ "$(states)" = 'never accepted' ]
    "$TRAILCASE" recheck "$CASE" --accept
    [ "$(states)" = same ]
    "$TRAILCASE" claim "$CASE" entry --text 'mine'
    [ "$(states)" = same ]
    "$TRAILCASE" mark -q "$CASE" "event:$(jq -r .lead_event "$MODEL/truth.json")" benign
    [ "$("$TRAILCASE" recheck "$CASE" --format json | jq -r '[.[] | select(.change == "claim was") | .text | select(startswith("Created key pair"))] | length')" = 1 ]
    "$TRAILCASE" undo "$CASE"
    [ "$(states)" = same ]
}

@test "new evidence changes the answers it touches" {
    local case="$BATS_TEST_TMPDIR/late.db" first
    first=$(find "$MODEL/logs" -type d -name us-east-1 -path '*111122223333*')
    "$TRAILCASE" ingest -q "$case" "$first" >/dev/null
    "$TRAILCASE" mark -q "$case" "ip:$(jq -r '.attacker.addresses[0]' "$MODEL/truth.json")" attacker
    "$TRAILCASE" recheck "$case" --accept
    "$TRAILCASE" ingest -q "$case" "$MODEL/logs" >/dev/null
    [ "$("$TRAILCASE" recheck "$case" --format json | jq -r '[.[] | select(.state == "changed") | .question] | unique | join(" ")')" = \
        'actions credentials duration entry' ]
}

@test "accepting is undone, and a report written to a file counts as seen" {
    "$TRAILCASE" recheck "$CASE" --accept
    "$TRAILCASE" undo "$CASE"
    [ "$(states)" = 'never accepted' ]
    "$TRAILCASE" report "$CASE" >/dev/null
    [ "$(states)" = 'never accepted' ]
    "$TRAILCASE" report "$CASE" -o "$BATS_TEST_TMPDIR/report.md"
    [ "$("$TRAILCASE" recheck "$CASE" --format json | jq -r '.[0].how')" = reported ]
}

@test "hostile words do not reach the terminal as they are" {
    "$TRAILCASE" answer "$CASE" entry --text $'red\033[31m'
    "$TRAILCASE" claim "$CASE" entry --text $'<b>\033[2J'
    run grep -c $'\033' <("$TRAILCASE" scope "$CASE") <("$TRAILCASE" report "$CASE") <("$TRAILCASE" answer "$CASE")
    [[ $output != *:[1-9]* ]]
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Deciding on the Scope screen: proposals taken and rejected by key, marks withdrawn, and all of it undone.

setup() {
    CASE=$BATS_TEST_TMPDIR/case.db
    cd "$TOP_SRCDIR" || return
    "$TRAILCASE" ingest -q "$CASE" tests/view/data/small.json >/dev/null
    play ':events api:CreateKeyPair' ':mark attacker the lead'
}

# play STEP...: in one run of the interface, waiting after each.
play() {
    local step
    for step; do
        printf '%s\nwait\n' "$step"
    done | "$TRAILCASE" ui "$CASE" --script -
}

# The marks of the case, "kind value verdict" a line.
marks() {
    "$TRAILCASE" sql "$CASE" "SELECT kind || ' ' || value || ' ' || verdict FROM mark WHERE kind <> 'event' ORDER BY 1" \
        --format csv | tail -n +2
}

@test "a proposal shows its effect, is taken with a, and u takes it back" {
    play 'key 9' 'expect address 203.0.113.66: adds 8 events' 'type j' 'type j' 'type j' 'type j' 'type j' 'type a' \
        'expect taken, u undoes it' 'expect attacker    9 events'
    [ "$(marks)" = "address 203.0.113.66 attacker" ]
    play 'key 9' 'type u' 'expect undone: mark address 203.0.113.66' 'expect address 203.0.113.66: adds'
    [ -z "$(marks)" ]
}

@test "what taking it changes is what was shown" {
    "$TRAILCASE" scope "$CASE" --proposals --format json >"$BATS_TEST_TMPDIR/before.json"
    play 'key 9' 'type j' 'type j' 'type j' 'type j' 'type j' 'type a'
    [ "$(jq '.[1].attributed' "$BATS_TEST_TMPDIR/before.json")" -eq \
        "$("$TRAILCASE" sql "$CASE" "SELECT count(*) - 1 FROM attribution WHERE state = 'attributed'" --format csv | tail -1)" ]
}

@test "an answer is worded with E, beginning with what it says, and u goes back" {
    play 'key 9' 'type G' 'type k' 'type k' 'type E' 'expect leaked long-lived keys.' 'key ^u' 'type Found on a wiki.' \
        'key Enter' 'expect your words stand first' 'expect Found on a wiki.' 'expect computed    Not provable'
    [ "$("$TRAILCASE" answer "$CASE" --format json | jq -r '.[3].own')" = 'Found on a wiki.' ]
    play 'key 9' 'type u' 'expect undone: answer on entry' 'reject computed'
    play 'key 9' 'type E' 'expect go to a claim'
}

@test "a rejected proposal stays away until that is undone" {
    play 'key 9' 'type j' 'type j' 'type j' 'type j' 'type j' 'type x' 'expect rejected, u undoes it' \
        'reject address 203.0.113.66: adds' 'type u' 'expect address 203.0.113.66: adds'
    [ -z "$(marks)" ]
}

@test "A takes all of high confidence as one decision, undecided events stay in sight" {
    play 'key 9' 'type A' 'expect take 1: 1 compromised?' 'type n' 'expect none taken'
    [ -z "$(marks)" ]
    play 'key 9' 'type A' 'type y' 'expect 1 taken, u undoes all of it: 1 compromised' 'expect undecided   9 events'
    [ "$(marks)" = "key AKIAIOSFODNN7EXAMPLE compromised" ]
    "$TRAILCASE" undo "$CASE" -q >/dev/null
    [ -z "$(marks)" ]
}

@test "a mark is withdrawn with x on its line" {
    play ':mark benign address:198.51.100.20 the office' 'key 9' 'type G' 'type k' 'expect keeps no event of marked things out (the' 'type x' \
        'expect no longer marked'
    [ -z "$(marks)" ]
    play 'key u'
    [ "$(marks)" = "address 198.51.100.20 benign" ]
}

@test "the Proposals screen has all of them, with the same keys" {
    play ':proposals' 'expect key AKIAIOSFODNN7EXAMPLE (ci-deploy): leaves 9 more events to' 'type j' 'type j' \
        'type a' 'expect taken, u undoes it' 'reject (ci-deploy): leaves' 'expect undecided   9 events' 'type u' \
        'expect (ci-deploy): leaves'
    [ -z "$(marks)" ]
}

@test "where there is nothing to decide, that is said" {
    play 'key 9' 'type a' 'expect there is no proposal on this line' 'type x' 'expect no proposal and no mark'
    "$TRAILCASE" undo "$CASE" -q >/dev/null
    play 'key u' 'expect there is nothing to undo' 'key 9' 'type A' 'expect nothing of high confidence' 'type j' 'reject A all high'
}

@test "a mark says where its effect shows, and what else on the row could be marked" {
    play ':filter api:CreateKeyPair' 'type m' 'expect Tab its principal instead' 'type a' 'type the lead' 'key Enter' \
        'expect attacker; 9 shows what follows from it'
}

@test "Tab goes from one question to the next, and around" {
    play ':mark attacker address:203.0.113.66 x' 'key 9' 'key Tab' 'key Tab' 'key Tab' 'expect The four answers so far' 'key Tab' \
        'expect What credentials did' 'key Tab' 'expect How long did they have them?' 'key Tab' 'expect What did they do?' \
        'key Tab' 'expect How did they get in?' 'key Tab' 'expect Marks: x withdraws one' 'key Tab' 'expect residue' 'expect open'
}

@test "Enter on a proposal lists the events it would add, and e does the same" {
    play 'key 9' 'type j' 'type j' 'type j' 'type j' 'type j' 'key Enter' 'expect it would change' \
        'expect address:203.0.113.66 !is:attributed' 'expect 1 of 8' 'key q' 'type e' \
        'expect address:203.0.113.66 !is:attributed' 'expect 1 of 8'
}

@test "while proposals stand the answers say that they are not the last word" {
    play 'key 9' 'expect 4 proposals to take or reject; A takes 1: 1 compromised' 'expect The four answers so far' \
        'expect 4 proposed'
}

@test "a filter that means nothing on a screen is kept in sight" {
    play ':events principal:alice' 'key 9' 'expect here all counts; lists keep the filter: principal:alice' 'key 1' 'expect lists keep'
    play ':events principal:alice' 'key 3' 'expect filter principal:alice' 'reject lists keep'
}

@test "the filter of a walk from a claim is not kept for lists, the one it began under is" {
    play 'key 9' 'type j' 'type j' 'type j' 'type j' 'type j' 'key i' 'expect filter address:203.0.113.66' 'key 9' \
        'reject lists keep' 'expect Proposals of high'
    play ':events outcome:success' 'key 9' 'type j' 'type j' 'type j' 'type j' 'type j' 'key i' 'key 9' \
        'expect keep the filter: outcome:success'
}

@test "the number of a screen goes back to where one was there, and once more to its top" {
    play 'key 9' 'type G' 'reject attacker    1 event' 'key 3' 'key 9' 'reject attacker    1 event' 'key 9' 'expect attacker    1 event'
}

@test "? says what the verdicts mean, and the reason is optional" {
    play ':events api:CreateKeyPair' 'type m' 'expect a attacker  c compromised  b benign  x clear' 'type ?' \
        'expect yours, in their hands' 'expect neither: none of its events' 'type b' 'expect reason (Enter marks, Esc drops):' \
        'key Enter' 'expect benign; 9 shows what follows'
    play ':events api:CreateKeyPair' 'type m' 'type ?' 'key Esc' 'expect nothing marked'
}

@test "an alert from outside is a lead, has robots, is dismissed for a reason, and u takes each back" {
    play ':lead add 203.0.113.66' 'expect a lead: told of 203.0.113.66, u undoes it' 'expect alert' 'key j' 'key j' 'key r' 'expect Roles taken' \
        'key q' 'key x' 'type a drill' 'key Enter' 'expect dismissed, u undoes it' 'key u' 'expect undone: dismiss' 'key u' \
        'expect undone: alert on lead alert:1' 'key j' 'expect leads on' 'reject told of'
    printf '{"alert": "told by file", "ip": "203.0.113.66"}' >"$BATS_TEST_TMPDIR/alert.json"
    play ":lead add $BATS_TEST_TMPDIR/alert.json" 'expect told by file' ':lead add nobody.here' 'expect there is no event' \
        ':lead' 'expect usage'
}

@test "a file that was refused is named on the Case screen, and info names it" {
    echo '{"no": "record"}' >"$BATS_TEST_TMPDIR/truth.json"
    run "$TRAILCASE" ingest -q "$CASE" "$BATS_TEST_TMPDIR/truth.json"
    [ "$status" -eq 3 ]
    play 'expect 1 file refused (1 tells)' 'key 1' 'expect refused      truth.json: JSON, but none of it'
    [[ $("$TRAILCASE" info "$CASE") == *"refused: "*"/truth.json: JSON, but none of it"* ]]
}

@test "a way too long for the row keeps the titles, the oldest lose their names first" {
    play ':events api:CreateKeyPair' 'key Enter' 'expect Events › Event CreateKeyPair' 'key p' 'key i' \
        'expect Event › Principals CreateKeyPair › Addresses ci-deploy' 'resize 60x12' 'expect Event › Principals › Addresses ci-deploy'
}

@test "the report is written from inside, as a file or with all of the hand-over, and never over another unasked" {
    local out=$BATS_TEST_TMPDIR/out
    play ":report $out.md" 'expect the report is in' ":report $out.md" 'expect -C overwrites' ":report -C $out.md" \
        'expect the report is in' ":report $out.html " 'expect the report is in' ':report' 'expect usage: report'
    "$TRAILCASE" report "$CASE" | diff <(grep -v '[0-9][0-9]:[0-9][0-9]' "$out.md") <(grep -v '[0-9][0-9]:[0-9][0-9]' -) >&2
    grep -q '<html' "$out.html"
    play ":report $out" 'expect report, checklist and exports are in'
    (cd "$out" && sha256sum -c --quiet SHA256SUMS)
    play ":report $BATS_TEST_TMPDIR/none/out.md" 'expect none/out.md'
    play 'type ;' 'type write the report' 'expect :report'
}

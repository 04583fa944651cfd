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
    play 'key 9' 'expect address 203.0.113.66, medium: +8 attributed' 'type j' 'type j' 'type j' 'type j' 'type a' \
        'expect taken, u undoes it' 'expect attacker    9 events'
    [ "$(marks)" = "address 203.0.113.66 attacker" ]
    play 'key 9' 'type u' 'expect undone: mark address 203.0.113.66' 'expect address 203.0.113.66, medium'
    [ -z "$(marks)" ]
}

@test "what taking it changes is what was shown" {
    "$TRAILCASE" scope "$CASE" --proposals --format json >"$BATS_TEST_TMPDIR/before.json"
    play 'key 9' 'type j' 'type j' 'type j' 'type j' 'type a'
    [ "$(jq '.[0].attributed' "$BATS_TEST_TMPDIR/before.json")" -eq \
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
    play 'key 9' 'type j' 'type j' 'type j' 'type j' 'type x' 'expect rejected, u undoes it' \
        'reject address 203.0.113.66, medium' 'type u' 'expect address 203.0.113.66, medium'
    [ -z "$(marks)" ]
}

@test "A takes all of high confidence as one decision, undecided events stay in sight" {
    play 'key 9' 'type A' 'expect 1 proposal taken' 'expect 1 attributed, 9 undecided'
    [ "$(marks)" = "key AKIAIOSFODNN7EXAMPLE compromised" ]
    "$TRAILCASE" undo "$CASE" -q >/dev/null
    [ -z "$(marks)" ]
}

@test "a mark is withdrawn with x on its line" {
    play ':mark benign address:198.51.100.20 the office' 'key 9' 'type G' 'type k' 'expect the office' 'type x' \
        'expect no longer marked'
    [ -z "$(marks)" ]
    play 'key u'
    [ "$(marks)" = "address 198.51.100.20 benign" ]
}

@test "the Proposals screen has all of them, with the same keys" {
    play ':proposals' 'expect key AKIAIOSFODNN7EXAMPLE, high: +9 undecided' 'type j' 'type j' 'type a' 'expect taken, u undoes it' \
        'reject AKIAIOSFODNN7EXAMPLE, high' 'expect undecided   9 events' 'type u' 'expect AKIAIOSFODNN7EXAMPLE, high'
    [ -z "$(marks)" ]
}

@test "where there is nothing to decide, that is said" {
    play 'key 9' 'type a' 'expect there is no proposal on this line' 'type x' 'expect no proposal and no mark'
    "$TRAILCASE" undo "$CASE" -q >/dev/null
    play 'key u' 'expect there is nothing to undo' 'key 9' 'type A' 'expect nothing of high confidence'
}

@test "a mark says where its effect shows, and what else on the row could be marked" {
    play ':filter api:CreateKeyPair' 'type m' 'expect Tab its principal instead' 'type a' 'type the lead' 'key Enter' \
        'expect attacker; 9 shows what follows from it'
}

@test "Tab goes from one question to the next, and around" {
    play ':mark attacker address:203.0.113.66 x' 'key 9' 'expect The four answers' 'key Tab' 'key Tab' 'key Tab' \
        'expect What credentials did' 'key Tab' 'expect How long did they have them?' 'key Tab' 'expect What did they do?' \
        'key Tab' 'expect How did they get in?' 'key Tab' 'expect Marks: x withdraws one' 'key Tab' 'expect residue'
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The rules we ship: on the events written for each, by the program and by the independent evaluator, and on the samples.

setup() {
    export PYTHONDONTWRITEBYTECODE=1
    cd "$BATS_TEST_TMPDIR" || return
}

# of_rules FILE KIND WHAT: a column of the leads of a rule file over its events that hit or miss
of_rules() {
    "$TRAILCASE" ingest -q "$1.$2.db" "$TOP_SRCDIR/tests/data/rules/$1.$2.jsonl" >/dev/null || return
    "$TRAILCASE" sql "$1.$2.db" "SELECT title FROM rule WHERE path LIKE '%/$1.yml' AND silent = 0 AND $3" --format csv |
        tail -n +2
}

# sample NAME: a case of a sample, its hits and the eventIDs of its attacker
sample() {
    "$TRAILCASE" ingest -q case.db "$TOP_BUILDDIR/samples/$1/logs" >/dev/null
    "$TRAILCASE" sql case.db "SELECT title, level, kind, window, lower(hex(uid)) AS uid
        FROM hit JOIN rule USING (rule_id) JOIN event USING (event_id) WHERE own = 1 AND level >= 3" --format jsonl >hits.jsonl
    jq -c '[.attacker.event_ids[] | gsub("-"; "")] | map({(.): true}) | add' "$TOP_BUILDDIR/samples/$1/truth.json" >ids.json
}

# Occasions of high leads without any event of the attacker; of rules that look at single events each is one.
of_noise() {
    jq -sr --slurpfile ids ids.json 'group_by([.title, if .kind == "event" or .kind == "new" then .uid else .window end])[]
        | select(all(.[]; $ids[0][.uid] | not)) | .[0].title' hits.jsonl | sort | uniq -c
}

@test "each says what an analyst needs, and hits its own events and no near miss" {
    python3 -c 'import yaml' 2>/dev/null || skip "python3-yaml is not installed"
    python3 "$TOP_SRCDIR/tests/detect/test_rules.py"
}

@test "the program loads all of them, and hits the same" {
    for file in "$TOP_SRCDIR"/queries/rules/*.yml; do
        name=$(basename "$file" .yml)
        [ "$(of_rules "$name" hit 'events = 0')" = "" ] || { echo "$name: no hit" && return 1; }
        [ "$(of_rules "$name" miss 'events > 0')" = "" ] || { echo "$name: hits a near miss" && return 1; }
        [ "$(grep -c '^title:' "$file")" -eq "$("$TRAILCASE" sql "$name.hit.db" \
            "SELECT count(*) FROM rule WHERE path LIKE '%/$name.yml'" --format csv | tail -1)" ]
    done
}

@test "leaked keys: the key pair first, the mass opening beside it, nothing high in the noise" {
    sample model
    [ "$(of_noise)" = "" ]
    "$TRAILCASE" sql case.db "SELECT title FROM rule WHERE silent = 0 AND events > 0 ORDER BY level DESC, windows, events" \
        --format csv >order.csv
    [[ $(sed -n 2p order.csv) == *"key pair made from an address new"* ]]
    [[ $(sed -n 2,6p order.csv) == *"Many security group rules opened"* ]]
}

@test "stolen role: the new administrator, the function, the trail; nothing high in the noise" {
    sample role
    [ "$(of_noise)" = "" ]
    for title in "User made, given credentials and rights" "Administrator rights given" "Trail stopped" \
        "Instance credentials used from another address" "Function opened"; do
        grep -q "$title" hits.jsonl
    done
}

@test "guessed password: the guess, the token, the encryption, the note; nothing high in the noise" {
    sample console
    [ "$(of_noise)" = "" ]
    for title in "sign-in after many failures" "Federated session outlived" "under a key of others" "Ransom note" \
        "Trail stopped" "Stored logs deleted"; do
        grep -q "$title" hits.jsonl
    done
}

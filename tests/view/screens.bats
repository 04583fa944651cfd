#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Every screen on a small case, at three sizes, in ASCII and without colour, against the goldens beside this file (tests/view/NAME-SIZE.txt).
# UPDATE_GOLDENS=1 writes them anew: make update-goldens.

setup_file() {
    export TRAILCASE_NOW=2020-04-10T00:00:00Z
    export LEAD=$BATS_FILE_TMPDIR/lead.db LEFT=$BATS_FILE_TMPDIR/left.db FRESH=$BATS_FILE_TMPDIR/fresh.db MARKED=$BATS_FILE_TMPDIR/marked.db
    cd "$TOP_SRCDIR" || return
    "$TRAILCASE" ingest "$FRESH" tests/view/data/small.json -q
    cp "$FRESH" "$MARKED"
    printf '%s\n' ':mark attacker address:203.0.113.66 seen with the lead' ':mark compromised principal:ci-deploy' |
        "$TRAILCASE" ui "$MARKED" --script -
    cp "$FRESH" "$LEAD"
    printf '%s\n' ':events api:CreateKeyPair' ':mark attacker' | "$TRAILCASE" ui "$LEAD" --script -
    cp "$MARKED" "$LEFT"
    "$TRAILCASE" ingest "$LEFT" tests/view/data/left.json -q
}

# screen NAME SIZE CASE STEP...: the screen after these steps is the golden NAME-SIZE.txt.
screen() {
    local golden=$TOP_SRCDIR/tests/view/$1-$2.txt got=$BATS_TEST_TMPDIR/$1-$2.txt dump=dump options=(--size "${2%-*}")
    [[ $2 != *-ascii ]] || options+=(--ascii)
    [[ $2 != 80x24 ]] || dump='dump-roles'
    [[ $2 != *-mono ]] || dump='dump-mono'
    printf '%s\n' "${@:4}" "$dump $got" | "$TRAILCASE" ui "$3" "${options[@]}" --script - || return
    if [[ -n ${UPDATE_GOLDENS-} ]]; then
        cp "$got" "$golden"
    else
        diff -u "$golden" "$got"
    fi
}

# everywhere NAME CASE STEP...: the same at every size, with ASCII only, and without colour.
everywhere() {
    local size
    for size in 80x24 60x12 120x40 80x24-ascii 60x12-mono; do
        screen "$1" "$size" "${@:2}" || return
    done
}

@test "the case screen says what the evidence is and what to do next" {
    everywhere case "$FRESH"
    screen case 60x12-ascii "$FRESH"
    screen case-marked 80x24 "$MARKED"
}

@test "principals, with the verdict and what was made of the marks" {
    everywhere principals "$MARKED" 'key 3'
}

@test "addresses, a long one shortened" {
    everywhere addresses "$MARKED" 'key 4 j'
}

@test "keys, with whose they are" {
    everywhere keys "$MARKED" 'key 5'
}

@test "apis under a filter, sorted by another column" {
    everywhere apis "$MARKED" ':apis !is:read' 'key s'
}

@test "lineage, of what is under the cursor" {
    everywhere lineage "$MARKED" 'key 5' 'key L'
}

@test "leads by technique and by principal, and one from outside" {
    cp "$LEAD" "$BATS_TEST_TMPDIR/told.db"
    TRAILCASE_NOW=2020-04-08T00:00:00Z "$TRAILCASE" lead add "$BATS_TEST_TMPDIR/told.db" 203.0.113.66 >/dev/null
    screen leads-technique 80x24 "$BATS_TEST_TMPDIR/told.db" 'key 2' 'key v'
    screen leads-principal 60x12 "$BATS_TEST_TMPDIR/told.db" 'key 2' 'key v' 'key v'
    screen lead-told 80x24 "$BATS_TEST_TMPDIR/told.db" ':leads' 'type /told' 'key Enter' 'key Enter'
}

@test "leads, what rules hit, and one of them with its events and its text" {
    everywhere leads "$LEAD" 'key 2'
    everywhere lead "$LEAD" 'key 2' 'key Enter'
    cp "$LEAD" "$BATS_TEST_TMPDIR/done.db"
    printf '%s\n' 'key 2' 'key x' 'type ours' 'key Enter' 'expect dismissed: ours' 'key u' 'expect undone' |
        "$TRAILCASE" ui "$BATS_TEST_TMPDIR/done.db" --size 120x40 --script -
}

@test "residue, alike ones folded and opened, undone ones on request" {
    everywhere residue "$MARKED" ':residue'
    everywhere residue-all "$LEFT" ':residue' 'key v'
    screen residue-alike 80x24 "$LEFT" ':residue' 'key j j j j Enter'
    screen residue-none 80x24 "$FRESH" ':residue'
    printf '%s\n' ':residue' 'key j j j j Enter' 'expect on sg-0a1b2c30' 'key Enter' 'expect AuthorizeSecurityGroupIngress' |
        "$TRAILCASE" ui "$LEFT" --script -
}

@test "checklist, ticked and set aside, leading to its items and their events" {
    everywhere checklist "$MARKED" 'key 0'
    screen checklist-none 80x24 "$FRESH" 'key 0'
    cp "$MARKED" ticked.db
    screen checklist-ticked 80x24 ticked.db 'key 0' 'key Space' 'key j' 'key x'
    printf '%s\n' 'key 0' 'key e' 'expect id:(' | "$TRAILCASE" ui "$MARKED" --script -
}

@test "an item of the checklist has somebody who does it and a note, and both are taken back" {
    cp "$MARKED" given.db
    printf '%s\n' 'key 0' 'key a' 'type Jane' 'key Enter' 'expect by Jane' 'key c' 'type ticket 4711' 'key Enter' \
        'expect by Jane; ticket 4711' | "$TRAILCASE" ui given.db --script -
    run -0 "$TRAILCASE" checklist given.db -t json
    [ "$(jq -c '.[0] | [.assignee, .note, .state]' <<<"$output")" = '["Jane","ticket 4711","open"]' ]
    "$TRAILCASE" verify given.db >/dev/null
    printf '%s\n' 'key 0' 'key u' 'reject ticket' 'key u' 'reject Jane' 'key c' 'key Enter' 'reject Jane' | "$TRAILCASE" ui given.db --script -
    [ "$("$TRAILCASE" checklist given.db -t json | jq -c '.[0] | [.assignee, .note]')" = '[null,null]' ]
}

@test "checklist and residue tell accounts apart when there are two" {
    local two=$BATS_TEST_TMPDIR/two.db logs=$BATS_TEST_TMPDIR/other.json
    sed -E 's/111122223333/444455556666/g; s/("eventID": *")../\1ff/' "$TOP_SRCDIR/tests/view/data/small.json" >"$logs"
    cp "$MARKED" "$two"
    "$TRAILCASE" ingest "$two" "$logs" -q
    printf '%s\n' 'key 0' 'expect action                                            account' 'expect 444455556666' 'key G k k' 'expect (account 444455556666' \
        ':residue' 'expect account' 'expect 444455556666' | "$TRAILCASE" ui "$two" --script -
    printf '%s\n' 'key 0' 'reject action                                            account' ':residue' 'reject account' |
        "$TRAILCASE" ui "$MARKED" --script -
}

@test "an item of the checklist, with its commands, its events and its ticks" {
    everywhere item "$MARKED" 'key 0' 'key j' 'key Enter'
    screen item-rules 80x24 "$MARKED" 'key 0' 'key j j j' 'key Enter' 'key Tab'
    cp "$MARKED" item.db
    printf '%s\n' 'key 0' 'key j j j' 'key Enter' 'expect account     111122223333' 'expect mind        Connections' \
        'key y l' 'expect copied' 'key e' 'expect id:(' 'key q' \
        'key Space' 'expect done: contain-' 'expect state       done' 'key Space' 'expect to be done' \
        'key x' 'expect state       skipped' 'key q' 'expect [-]  contain    Close 3 rules' 'key Enter' \
        'key G' 'key Enter' 'expect id:(' 'key q' 'key k' 'key Enter' 'expect AuthorizeSecurityGroupIngress' |
        "$TRAILCASE" ui item.db --script -
    screen item-none 80x24 "$FRESH" ':item'
}

@test "techniques of the attacker, of all calls, and before anything is attributed" {
    everywhere techniques "$MARKED" ':techniques'
    screen techniques-all 80x24 "$MARKED" ':techniques' 'key v'
    screen techniques-fresh 80x24 "$FRESH" ':techniques' 'key v'
    printf '%s\n' ':techniques' 'key j j j' 'key Enter' 'expect is:attributed' | "$TRAILCASE" ui "$MARKED" --script -
}

@test "robots, all four on what is under the cursor" {
    everywhere robots "$MARKED" 'key 3' 'key r'
}

@test "coverage, as a heat map that leads to the events of a cell" {
    everywhere coverage "$FRESH" ':coverage' 'key l'
    screen coverage 60x12-ascii "$FRESH" ':coverage' 'key z z z l'
    printf '%s\n' ':coverage' 'key Enter' 'expect Events cell' | "$TRAILCASE" ui "$FRESH" --script -
}

@test "resources" {
    everywhere resources "$MARKED" 'key 8 G'
}

@test "sessions" {
    everywhere sessions "$MARKED" ':sessions'
}

@test "agents, hostile ones as visible marks" {
    everywhere agents "$MARKED" ':agents' 'key G'
}

@test "services, regions, accounts and errors" {
    local kind
    for kind in services regions accounts errors; do
        everywhere "$kind" "$FRESH" ":$kind"
    done
}

@test "frequencies of a field, under the filter of the screen" {
    everywhere frequency "$MARKED" ':keys !is:read' ':frequency api' 'key Space'
    screen frequency-ask 80x24 "$FRESH" 'key 3 F'
    screen frequency-ask 60x12 "$FRESH" 'key 3 F'
}

@test "the timeline stacks attributed, undecided and other" {
    everywhere timeline "$MARKED" 'key 6'
    screen timeline-zoomed 80x24 "$MARKED" 'key 6 z z z j j'
}

@test "the timeline as lanes, a key, address or principal each" {
    everywhere timeline-lanes "$MARKED" 'key 6 v'
    screen timeline-addresses 80x24 "$MARKED" 'key 6 v v j'
    screen timeline-principals 80x24 "$MARKED" 'key 6 v v v z Tab'
}

@test "events, with outcome and attribution as letters" {
    everywhere events "$MARKED" ':events' 'key G'
}

@test "one event, fields and record, secrets hidden" {
    everywhere event "$MARKED" ':events api:AssumeRole' 'key Enter'
    screen event-record 80x24 "$MARKED" ':events api:AssumeRole' 'key Enter' 'type /sessionToken' 'key Enter'
}

@test "the scope before and after marks" {
    screen scope-fresh 80x24 "$FRESH" 'key 9'
    everywhere scope "$MARKED" 'key 9'
    screen scope-end 80x24 "$MARKED" 'key 9 G'
    screen scope-lead 80x24 "$LEAD" 'key 9'
    screen scope-lead 60x12 "$LEAD" 'key 9 j j'
}

@test "proposals, all with effect, evidence and what speaks against them" {
    everywhere proposals "$LEAD" ':proposals'
}

@test "the palette, all of it and what fits" {
    everywhere palette "$MARKED" ':scope' 'key ;'
    screen palette-found 80x24 "$MARKED" ':keys' 'key ;' 'type fil not'
}

@test "rules, notes, the journal and the rows of a statement" {
    cp "$LEAD" noted.db
    {
        printf '%s\n' ':mark compromised principal:ci-deploy seen with it' ':keys' 'key c' 'type found in a public repository #leak' 'key Enter'
        printf '%s\n' ':note the owner is asked #todo #leak' ':events api:CreateKeyPair' ':save pair' 'key u'
    } | "$TRAILCASE" ui noted.db --script -
    everywhere rules noted.db ':rules' 'key j'
    everywhere notes noted.db ':notes'
    everywhere journal noted.db ':journal'
    everywhere sql noted.db ":sql SELECT api, count(*) AS calls, min(time_s) AS first_s FROM events GROUP BY 1 ORDER BY 2 DESC"
    screen notes-none 80x24 "$FRESH" ':notes'
}

@test "a filter that leaves nothing says what to do" {
    screen keys-none 80x24 "$FRESH" ':keys is:attributed'
    screen events-none 80x24 "$FRESH" ':events is:attributed'
}

@test "no screen fails at a size that is too small for it" {
    local name size
    for name in case residue principals timeline 'events is:write' scope agents; do
        for size in 1x1 40x8 41x9 44x10; do
            printf '%s\n' ":$name" 'key Enter q j G g PageDown l z Z Tab j s S Enter' |
                "$TRAILCASE" ui "$MARKED" --size "$size" --script -
        done
    done
}

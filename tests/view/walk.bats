#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The main path through the sample case, as an analyst goes it: from the lead to the report.

bats_require_minimum_version 1.5.0

setup_file() {
    export CASE=$BATS_FILE_TMPDIR/model.db
    "$TRAILCASE" ingest "$CASE" "$TOP_BUILDDIR/samples/model/logs" -q
}

setup() {
    [[ -e $CASE ]] || skip "the sample case could not be read"
}

walk() {
    printf '%s\n' "$@" | "$TRAILCASE" ui "$CASE" --script -
}

truth() {
    jq -r "$1" "$TOP_BUILDDIR/samples/model/truth.json"
}

@test "from the lead event to its principal, its addresses, marks, keys, scope and report" {
    command -v jq >/dev/null || skip "jq is not installed"
    local lead second keys
    mapfile -t addresses < <(truth '.attacker.addresses[]')
    lead=$(truth .lead_event)
    second=$(printf '%s\n' "${addresses[@]}" | grep -v '^192\.0\.2\.')
    walk 'key f' "type id:$lead" 'key Enter' 'expect Events' 'expect CreateKeyPair' \
        'key 1' 'expect Case' 'key q' 'expect CreateKeyPair' 'key Enter' 'expect 192.0.2.' 'expect AKIA' \
        'key p' 'expect Principals CreateKeyPair' 'expect 1 of 1' \
        'key i' 'expect 192.0.2.' 'type /192.0.2' 'key Enter' \
        'key m' 'expect mark address 192.0.2.' 'key a' 'type from the lead' 'key Enter' 'expect A  192.0.2.' \
        ':addresses agent:*1.18.33*' "expect $second" "type /$second" 'key Enter' \
        'key m a Enter' "expect A  $second" \
        'key K' "expect Keys $second" 'expect AKIA' \
        'key 9' "expect $(printf "%'d" "$(truth .attacker.events)") events" 'expect 8 long-lived access keys'
    keys=$("$TRAILCASE" list "$CASE" keys is:attributed --format json | jq -c '[.[].value] | sort')
    [ "$keys" = "$(truth '.attacker.keys | sort' | jq -c .)" ]
    "$TRAILCASE" report "$CASE" -t md | grep -q 'What credentials did the attacker have'
    report_is_true
}

# number ID: what the report says where this number stands
number() {
    jq -r --arg id "$1" '.numbers[] | select(.id == $id).text | gsub(","; "")' "$BATS_TEST_TMPDIR/report.json"
}

# The report of the case, member by member against what the generator of the sample knows.
report_is_true() {
    local report=$BATS_TEST_TMPDIR/report.json
    "$TRAILCASE" report "$CASE" -t json >"$report"
    [ "$(number s-calls)" = "$(truth .attacker.events)" ]
    [ "$(number s-denied)" = "$(truth .attacker.denied)" ]
    [ "$(number s-credentials)" = "$(truth '.attacker.keys | length')" ]
    [ "$(jq -c '[.credentials[] | select(.kind == "key").value] | sort' "$report")" = "$(truth '.attacker.keys | sort' | jq -c .)" ]
    [ "$(jq -c '[.addresses[].value] | sort' "$report")" = "$(truth '.attacker.addresses | sort' | jq -c .)" ]
    [ "$(jq -r '[.credentials[] | select(.kind == "key").first] | min' "$report")" = "$(truth .attacker.first)" ]
    [ "$(jq -r '[.credentials[] | select(.kind == "key").last] | max' "$report")" = "$(truth .attacker.last)" ]
    [ "$(jq '[.residue.items[] | select(.kind == "security-group-rule")] | length' "$report")" = "$(truth .security_group_rules)" ]
    [ "$(jq '[.residue.items[] | select(.kind == "security-group-rule").name] | unique | length' "$report")" = "$(truth .security_groups)" ]
}

@test "Enter on a claim shows its events, and back keeps the cursor" {
    walk 'key 9' 'key Enter' 'expect is:attributed' 'expect Events' 'key j j Enter' 'expect Event' \
        'key q' 'expect 3 of' 'key q' 'expect Scope'
}

@test "pivots from an event lead to its principal, address, key, api and time" {
    walk ':events api:CreateKeyPair' \
        'key i' 'expect Addresses' 'expect 192.0.2.' 'expect 1 of 1' 'key q' \
        'key K' 'expect Keys' 'expect AKIA' 'expect 1 of 1' 'key q' \
        'key a' 'expect APIs' 'expect ec2:CreateKeyPair' 'key q' \
        'key p' 'expect Principals' 'expect 1 of 1' 'key q' \
        'key t' 'expect Timeline' 'expect 01:10:00' 'expect ec2:CreateKeyPair'
}

@test "the end of many events is there at once, and the start again" {
    walk ':events' 'key G' 'expect 75,700 of 75,700' 'key k' 'expect 75,699 of 75,700' \
        'key PageUp PageUp PageUp PageUp PageUp PageUp PageUp PageUp PageUp PageUp' 'expect of 75,700' \
        'key g' 'expect 1 of 75,700' 'key PageDown' 'key > <' 'expect Events'
}

@test "next and previous walk the events of the filter one came from" {
    walk ':events api:AuthorizeSecurityGroupIngress is:attributed' 'key Enter' 'key <' \
        'expect this is the first event' 'key > >' 'key q' 'expect of 344'
}

@test "a filter typed at an event opens the events it leaves" {
    walk ':events api:AuthorizeSecurityGroupIngress is:attributed' 'key Enter' 'expect opened' \
        'key f ^u' 'type api:CreateKeyPair' 'key Enter' 'expect Events' 'expect filter api:CreateKeyPair' \
        'expect CreateKeyPair'
}

@test "the timeline narrows to a bar and zooms" {
    walk ':timeline is:attributed' 'expect attributed' 'key z' 'key Enter' 'expect since:' 'key q' 'expect Timeline' \
        'key Z Z Z Z' 'key j' 'key Enter' 'expect Event '
}

@test "an agent with blanks is marked by command when it stands in quotes" {
    walk ':mark attacker agent:"aws-cli/1.18.33 Python/3.5.1 Linux/3.10.0-1062.el7.x86_64 botocore/1.15.33" the same' \
        ':agents *1.18.33*' 'expect A  aws-cli' ':mark clear' 'key 9' 'reject (the same)'
}

@test "a mark taken back leaves nothing attributed" {
    local address
    for address in $(truth '.attacker.addresses[]'); do
        walk ":mark clear address:$address"
    done
    walk 'key 9' 'expect Nothing is marked yet'
}

@test "a frequency leads back narrowed to its values, and = and ! narrow in place" {
    walk 'key 3 F' 'type outc' 'key Tab Enter' 'expect Frequency outcome' 'expect 1 of 3 in 75,700' 'key j Enter' \
        'expect outcome:error' 'expect Principals' 'expect 1 of 5, all 61' \
        ':events is:denied' ':frequency key' 'expect in 328' 'key Space Space Enter' 'expect Events' 'expect  or key:' \
        'expect 149, all 75,700' 'key q' 'key !' 'expect !(key:' 'expect in 179' 'key =' 'expect 1 of 1' \
        ':principals is:denied' 'key Space Space !' 'expect !(principal:' 'key x' 'reject !(' \
        ':frequency colour' 'expect there is no frequency of "colour"'
}

@test "columns are chosen in an order, kept for the kind of screen, and all are there again" {
    walk ':keys' 'key C' 'expect over-time' 'type la' 'key Tab' 'expect columns: last' 'key Esc' ':columns last key colour' 'expect there is no column "colour" here; there are: key' \
        ':columns last events key' 'expect   last' 'reject first' 'key s' 'expect sorted by key' 'key s s' 'expect sorted by last' \
        ':principals' 'expect first' ':keys is:denied' 'reject first' ':columns all' 'expect first' \
        ':events' ':columns api address' 'reject principal ' ':case' ':columns' 'expect no columns to choose from'
}

@test "a filter is completed with fields and with values of the case" {
    walk 'key f' 'type key:akiartx3gsds4' 'key Tab' 'expect AKIARTX3GSDS4FWBVJKA  AKIARTX3GSDS4LVNNFE5' \
        'expect filter: key:AKIARTX3GSDS4' 'type f' 'key Tab' 'expect filter: key:AKIARTX3GSDS4FWBVJKA' 'key Esc' \
        'key f' 'type is:write agent:AWS-cli/1.18.33' 'key Tab' 'expect botocore/1.15.33"' 'key Esc' \
        'key f' 'type api:(RunInstances,createk' 'key Tab' 'expect api:(RunInstances,CreateKeyPair' 'key Esc' \
        'key f' 'type !out' 'key Tab' 'type d' 'key Tab' 'expect filter: !outcome:denied' 'key Esc' \
        'key f' 'type technique:t1098.00' 'key Tab' 'expect T1098.001' 'key Esc' \
        'key :' 'type events ip:192.0.2' 'key Tab' 'expect :events ip:192.0.2.' 'key Esc' \
        'key :' 'type frequency key pri' 'key Tab' 'expect :frequency key principal:'
}

@test "a filter that is wrong is shown where, and can be mended there" {
    walk 'key f' 'type is:wr key:AKIA' 'key Enter' 'expect filter, character 4: is: takes read' \
        'type ite' 'expect filter: is:itewr' 'key Esc' 'key f' 'type api:x (ip:1' 'key Enter' 'expect filter, character'
}

@test "presets and parts of the filter go on and off by one key, and the whole at once" {
    walk ':events' 'key ,' 'expect console sign-ins' 'reject is on' 'key w' 'expect filter is:write' 'key , d' \
        'expect filter is:write is:denied' 'expect 1 of 84' 'key ,' 'expect is on' 'key Esc' 'key , w' \
        'expect filter is:denied' 'key , 1' 'reject is:denied' 'key , Down Down Enter' 'expect filter is:denied' \
        "key \\" 'reject filter is:denied' 'expect 75,700' "key \\" 'expect filter is:denied' 'key , c , i' \
        'expect (service:iam is:write)'
}

@test "filters are saved in the case under a name, by the journal, and come back" {
    walk ':events is:denied service:iam' ':save "denied iam"' 'expect usage: save NAME' ':save iam' 'expect saved as iam' \
        ':save' 'expect usage' ':keys' ':filter' ':save none' 'expect there is no filter' ':use iam' \
        'expect is:denied service:iam' 'key :' 'type use i' 'key Tab' 'expect :use iam' 'key Esc' ':use other' \
        'expect there is no saved filter "other"'
    "$TRAILCASE" note "$CASE" filter:iam 'is:denied service:sts'
    walk ':events' ':use iam' 'expect is:denied service:sts' 'key u' 'expect undone' ':use iam' 'expect service:iam'
    run -2 "$TRAILCASE" note "$CASE" filter:bad 'is:nothing'
    run -0 "$TRAILCASE" verify "$CASE"
}

# counts NAME LABEL: how many of a kind ci-deploy is seen with, as the menu has it.
counts() {
    printf '%-36s%s' "$2" "$("$TRAILCASE" list "$CASE" "$1" principal:ci-deploy --format json | jq length)"
}

@test "a menu of pivots counts what is there before one goes" {
    command -v jq >/dev/null || skip "jq is not installed"
    walk ':principals' 'type /ci-deploy' 'key Enter .' 'expect from ci-deploy' "expect $(counts addresses addresses)" \
        "expect $(counts keys 'access keys')" "expect $(counts apis 'api calls')" "expect $(counts sessions sessions)" \
        "expect $(counts agents agents)" 'key i' 'expect Addresses ci-deploy' \
        ':events api:CreateKeyPair' 'key .' 'expect 192.0.2.' 'key Down Enter' 'expect Addresses CreateKeyPair'
}

@test "bookmarks come back, and the trail is a tree of where one has been" {
    walk ':keys is:denied' "key ' '" "expect kept; ' 1" ':events' 'key j Enter' "key ' 1" 'expect Keys' 'expect is:denied' \
        ':principals' 'key i' 'key q' 'key K' 'key `' 'expect where you have been' 'expect   - Addresses' 'expect   - Keys' \
        'expect here' 'key Up Enter' 'expect Addresses' 'key `' 'key a' 'expect Case'
}

@test "y copies value, line, record, aws command and filter, of all that is picked" {
    local uid
    uid=$("$TRAILCASE" events "$CASE" api:CreateKeyPair --format json | jq -r '.[0].id')
    walk ':keys is:denied' 'key y v' 'copied AKIARTX3GSDSR6ULQMB7' 'expect copied 20 bytes' 'key Space Space y' 'expect capital letter' \
        'key v' 'expect copied 41 bytes' 'copied AKIARTX3GSDS4LVNNFE5' 'key y l' 'copied priya.nair' 'key y f' 'copied key:AKIA' \
        'key y a' 'copied aws cloudtrail lookup-events' "copied 'AttributeKey=AccessKeyId,AttributeValue=AKIARTX3GSDSR6ULQMB7' --start-time 2020-" \
        'key y J' 'copied "kind":"key"' \
        ':events api:CreateKeyPair' 'key y v' "copied $uid" 'key y j' 'copied "eventName": "CreateKeyPair"' 'copied (hidden)' \
        'key y a' "copied AttributeKey=EventId,AttributeValue=$uid' --region" \
        ':addresses' 'key y a' 'expect cannot look for this'
}

@test "an event is a sentence, its record folds, and > < walk by key or resource" {
    walk ':events api:CreateKeyPair' 'key Enter' 'expect created key pair srv-key-02, from 192.0.2.146' 'expect by AWS CLI 1.18.33' \
        'expect no MFA' 'key v G' 'expect Record, folded' 'expect "userIdentity": { ... 6 lines },' 'key v' 'expect every line of it' 'reject folded' \
        'key >' 'expect this is the last event of the filter' 'key s' 'expect now walk the same key' 'key >' \
        'expect Event RunInstances' 'expect > < the same key' 'key < <' 'expect Event DescribeInstances' \
        'key S' 'expect now walk the filter' 'key q' 'expect Events'
}

@test "Enter folds the member under the cursor, here and in the next event, and a search unfolds what hides a match" {
    walk ':events api:DescribeSecurityGroups' 'key Enter' 'type /userIdentity' 'key Enter Enter' \
        'expect "userIdentity": { ... 20 lines },' 'expect "eventVersion"' 'key Enter' 'reject ... 20 lines' \
        'key j j Enter' 'expect "userIdentity": { ... 20 lines },' 'key >' 'expect "userIdentity": { ... 20 lines },' \
        'type /"accountid' 'key Enter' 'reject "userIdentity": { ...' 'expect "accountId"' \
        'key v' 'expect Record, folded' 'expect "userIdentity": { ...' 'type /"mfaauth' 'key Enter' \
        'expect "mfaAuthenticated"' 'expect "sessionIssuer": { ... 5 lines },'
}

@test "the palette finds keys of this screen, screens, saved filters, bookmarks and commands, and says their key" {
    walk ':keys is:denied' ':save tries' "key ' '" ':scope' 'key ;' 'expect take the proposal' 'expect kept: Keys  [is:denied]' \
        'expect filter tries: is:denied' 'type stop run' 'expect ^c' 'key ^u' 'type timel' 'key Enter' 'expect Timeline' \
        'expect 6 does this without the palette' 'key ;' 'type nosuch' 'expect nothing here is called that' 'key Enter' 'key Esc' \
        'expect Timeline' 'key ^k' 'type tries' 'key Enter' 'expect filter is:denied' \
        'key ;' 'type KEPT' 'key Enter' 'expect Keys' 'key ;' 'type sort next' 'key Enter' 'expect sorted by' \
        'key ;' 'type save' 'key Enter' 'expect :save' 'key Esc' 'key ;' 'type xzoom' 'key Backspace Backspace Backspace Backspace Backspace' \
        'expect do:' 'key Backspace' 'reject do:' 'key ;' 'key Down Down Up Tab Backtab' 'key Esc'
}

@test "notes are written on what is under the cursor or picked, with tags to filter by, and the journal tells" {
    local copy=$BATS_TEST_TMPDIR/notes.db
    cp "$CASE" "$copy"
    printf '%s\n' ':keys is:denied' 'key c' 'expect a note on key AKIA' 'type in a repo #leak' 'key Enter' 'expect noted on key AKIA' \
        ':addresses' 'key Space Space c' 'expect a note on the 2 picked lines' 'type offices #ours' 'key Enter' 'expect noted on address' \
        ':events api:CreateKeyPair' 'key c' 'type the lead' 'key Enter' 'expect noted on event' 'key Enter' 'expect on event      the lead' \
        ':note about all' 'expect noted on the case' ':notes' 'expect case: about all' 'expect #ours                 2 notes' \
        'key G Enter' 'expect filter tag:ours' ':events tag:LE*' 'expect filter tag:LE*' 'reject no event' ':events tag:lea' 'expect no event matches' \
        ':journal' 'expect the chain of hashes holds' 'expect note on case: about all' 'key u' 'expect undone: note' 'expect undo entry' \
        ':notes' 'key R' 'reject about all' ':keys is:denied' 'key c Enter' 'expect an empty note says nothing' ':help' 'key c' 'expect nothing here to write a note on' |
        "$TRAILCASE" ui "$copy" --script -
    run -0 "$TRAILCASE" replay "$copy"
    [ "$("$TRAILCASE" events "$copy" tag:leak --format json | jq length)" = \
        "$("$TRAILCASE" sql "$copy" "SELECT count(*) AS n FROM events WHERE key = (SELECT value FROM note WHERE text LIKE '%#leak')" --format json | jq '.[0].n')" ]
}

@test "rules are listed with what they hit, and a statement shows its rows and opens their events" {
    walk ':rules' 'expect rules, ' 'expect hit nothing' 'key Enter' 'expect Lead' 'expect Rule' 'key q e' 'expect filter rule:' \
        ":sql SELECT event_id, api FROM events WHERE api = 'CreateKeyPair'" 'expect 1 row' 'key Enter' 'expect created key pair' \
        'key q' ':sql' 'expect sql: SELECT event_id' 'key Esc' ':sql DROP TABLE mark' 'expect not allowed' ':sql SELECT 1 AS one' 'key Enter' \
        'expect a row with a column event_id' ':sql select (' 'expect incomplete input'
}

@test "e on a lead shows its events, the same as the lead counts" {
    command -v jq >/dev/null || skip "jq is not installed"
    local events
    events=$("$TRAILCASE" leads "$CASE" --format json | jq -r '[.[] | select(.title | startswith("Many security group rules"))][0].events')
    walk 'key 2' 'type /Many security' 'key Enter' 'key e' 'expect Events Many security' 'expect filter rule:' "expect 1 of $events" \
        'key q' 'expect Leads'
}

@test "a page down shows the next page at once, on every list" {
    local name
    for name in events keys apis resources sessions; do
        walk ":$name" 'key PageDown' 'reject >    1' "dump $BATS_TEST_TMPDIR/page" "key PageUp" "dump $BATS_TEST_TMPDIR/first"
        [ "$(comm -12 <(sed -n '3,23p' "$BATS_TEST_TMPDIR/page" | sort) <(sed -n '3,23p' "$BATS_TEST_TMPDIR/first" | sort) | wc -l)" -lt 2 ]
    done
}

@test "a config file gives keys, columns and a second clock; a wrong one is refused with its line" {
    printf '%s\n' 'theme = light' 'key.frequency = ^x' 'columns.keys = last key' 'time-zone = Asia/Tokyo' >"$BATS_TEST_TMPDIR/config"
    export TRAILCASE_CONFIG=$BATS_TEST_TMPDIR/config
    walk ':keys' 'expect   last' 'reject denied' 'key ^x' 'expect frequency of:' 'key Esc' 'key ?' 'type /how often' 'key Enter' 'expect  ^x  ' \
        ':events api:CreateKeyPair' 'key Enter' 'expect 2020-04-08T01:10:02Z' 'expect 2020-04-08 10:10:02'
    echo 'theme = blue' >>"$BATS_TEST_TMPDIR/config"
    run -2 walk 'wait'
    [[ $output == *"config: line 5: theme takes dark, light or mono"* ]]
}

@test "the timeline pans at its ends and shows gaps of the evidence as gaps" {
    walk ':timeline' 'key z' 'key G l' 'expect the evidence ends here' 'key g h' 'reject the evidence' \
        'key g h g h g h g h g h g h g h g h g h g h' 'expect the evidence begins here' 'expect 2020-01-3'
    "$TRAILCASE" ingest -q "$BATS_TEST_TMPDIR/gap.db" "$TOP_SRCDIR/tests/view/data/small.json"
    printf '%s\n' ':timeline' 'key z z g l l l l l l l l l l l l' 'expect no evidence of this time: a gap' 'key Enter' 'expect nothing is in this bar' |
        "$TRAILCASE" ui "$BATS_TEST_TMPDIR/gap.db" --script -
}

@test "what is picked with Space is marked at once" {
    walk ':keys is:denied' 'key Space Space Space m' 'expect mark the 3 picked lines' 'key b' 'type three of ours' \
        'key Enter' 'expect 3 things: benign' 'key u' 'expect undone' \
        ':events is:denied' 'key Space Space m' 'expect mark the 2 picked lines' 'key Esc'
}

@test "a lane is marked, leads to its events, and a run of like ones opens" {
    walk ':timeline' 'key v v' 'expect a lane for each address' 'expect >' 'key j k Enter' 'expect Events' 'expect until:' \
        'key q m' 'expect mark address' 'key Esc' 'key v v' 'expect all together'
    walk ':timeline api:AuthorizeSecurityGroupIngress' 'key Tab' 'expect ×' 'key Enter' 'expect outcome:success' 'expect since:'
}

@test "a click selects, a second one opens, the wheel moves on" {
    walk ':keys' 'click 4 10' 'expect 3 of' 'click 2 10' 'expect 1 of' 'click 4 10' 'click 4 10' 'expect Events' \
        'key q' 'click 2 5' 'wheel down' 'expect 4 of' 'wheel up' 'expect 1 of' 'click 23 5' 'click 0 3' 'expect 1 of' \
        'key 1' 'click 3 20' 'click 3 20' 'expect Timeline' 'click 14 20' 'click 5 30' 'key v' 'click 3 40' \
        'key 9' 'click 12 20' 'key .' 'click 21 5'
    walk ':keys' 'key .' 'click 17 10' 'expect Keys'
}

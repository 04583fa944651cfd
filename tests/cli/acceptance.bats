#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Two incidents of other kinds than the first sample, each from its one lead to the answers, held to the truth of the generator.

bats_require_minimum_version 1.5.0

setup_file() {
    export TRAILCASE_NOW=2020-05-01T00:00:00Z
    command -v jq >/dev/null || return 0
    cd "$BATS_FILE_TMPDIR" || return
    for sample in role console; do
        "${TOP_BUILDDIR:-build}/samples/gen" $sample $sample
        "$TRAILCASE" ingest -q $sample.unmarked $sample/logs >/dev/null
        cp $sample.unmarked $sample.db
        "$TRAILCASE" scope $sample.db --seed "event:$(jq -r .lead_event $sample/truth.json)" --auto --format json \
            >$sample.json 2>$sample.taken
        "$TRAILCASE" residue $sample.db --state all --format json >$sample.residue
    done
}

setup() {
    command -v jq >/dev/null || skip "jq is not installed"
    cd "$BATS_FILE_TMPDIR" || return
}

# truth SAMPLE FILTER, scope SAMPLE FILTER
truth() {
    jq -r "$2" "$1/truth.json"
}

scope() {
    jq -r "$2" "$1.json"
}

# The eventIDs of numbers on standard input.
uids() {
    "$TRAILCASE" sql "$1.db" "SELECT uid FROM events WHERE event_id IN ($(paste -sd,))" --format csv | tail -n +2 | sort
}

@test "addresses, keys and agents are those of the truth, no more and no less" {
    local sample what
    for sample in role console; do
        for what in addresses keys agents; do
            [ "$(scope $sample ".attacker.$what | sort | .[]")" = "$(truth $sample ".attacker.$what | sort | .[]")" ]
        done
    done
}

@test "sessions are those of the truth, by principal and start" {
    for sample in role console; do
        [ "$(scope $sample '.attacker.sessions | map(sub("^[a-z]+:"; "")) | sort | .[]')" = \
            "$(truth $sample '.attacker.sessions | sort | .[]')" ]
    done
}

@test "what the attacker made has no lesser mark besides, so that sister keys have the same letter" {
    for sample in role console; do
        [ "$("$TRAILCASE" sql $sample.db "SELECT count(*) FROM mark JOIN derived_mark AS d USING (kind, value)
                                           WHERE mark.verdict = 'compromised' AND d.verdict = 'attacker'" --format csv | tail -1)" = 0 ]
    done
    [ "$("$TRAILCASE" list role.db keys 'principal:svc-monitoring' --format json | jq -r '[.[].verdict] | unique | .[]')" = attacker ]
}

@test "where the cloud runs the attacker's function is no place of theirs: nobody proposes its address" {
    local format
    run "$TRAILCASE" mark role.db --format json
    [ "$(jq '[.[] | select(.kind == "address" and .verdict == "attacker")] | length' <<<"$output")" = 2 ]
    [[ $output != *198.18.11.74* ]]
    [[ $("$TRAILCASE" scope role.db --proposals --format json) != *198.18.11.74* ]]
    for format in stix sigma; do
        run "$TRAILCASE" export role.db $format
        [[ $output == *203.0.113.24* && $output != *198.18.11.74* ]]
    done
}

@test "the answers count keys apart from their users, and tell what still works" {
    local made working
    made=$(truth role '[.persistence[] | select(.kind == "key")] | length')
    [[ $(scope role .questions.actions.answer) == *"made $made access keys for 2 users"* ]]
    working=$(jq '[.[] | select(.kind == "access-key" and .state == "open")] | length' role.residue)
    [[ $(scope role .questions.credentials.answer) == *"; 1 console password set. As far as these logs show, $working of the keys and the password still work." ]]
}

@test "that the attacker came back after a key was deleted is told, by whom and with how many calls" {
    local ended after
    ended=$(jq -r '.[] | select(.state == "undone" and .kind == "access-key") | .ended' role.residue)
    after=$("$TRAILCASE" events role.db "is:attributed since:$ended" --format jsonl | wc -l)
    [[ $(scope role .questions.duration.answer) == *"They came back 2020-03-30 22:14, after a.keller@"*" had withdrawn access of theirs 2020-03-30 09:21." ]]
    run scope role '.questions.duration.claims[].text'
    [[ $output == *"a.keller@"*" withdrew the access key AKIARTX3GSDSSGESJNML of svc-monitoring (DeleteAccessKey)"*"later, $after calls"* ]]
    [[ $output == *"lambda.amazonaws.com opened it, for a principal that the attacker made"* ]]
    [[ $(scope console .questions.duration.answer) != *"came back"* ]]
}

@test "a temporary key has the verdict of its session among the indicators, as in the list of keys" {
    "$TRAILCASE" list role.db keys is:attributed --format json | jq -r '.[] | "\(.value),\(.verdict)"' | sort >listed
    [ "$(grep -c '^ASIA.*,null$' listed)" = 0 ]
    "$TRAILCASE" export role.db iocs | awk -F, '$1 == "key" { print $2 "," $5 }' | sort | diff listed -
}

@test "passwords that were only tried count for no use of an account" {
    scope console '.questions.actions.claims[] | select(.text | contains("T1078.004")) | "\(.text) \(.events | length)"' >accounts
    grep -q "all but the sign-ins that failed .* $(($(truth console '.attacker.events') - $(truth console .failed_sign_ins)))$" accounts
}

@test "leads say how many of their events are attributed" {
    "$TRAILCASE" leads role.db --format json | jq -r '.[] | select(.source == "rule") | [.rule, .attributed] | @tsv' |
        while IFS=$'\t' read -r rule count; do
            [ "$("$TRAILCASE" events role.db "rule:$rule is:attributed" --format jsonl | wc -l)" -eq "$count" ]
        done
}

# A name nobody has, and a caller as the other account sees it, are principals of their own beside those of the truth.
@test "principals are those of the truth" {
    for sample in role console; do
        [ "$(scope $sample '.attacker.principals | map(select(test("^(role|user|fed):")) | sub("^[a-z]+:"; "")) | unique | .[]')" = \
            "$(truth $sample '.attacker.principals | unique | .[]')" ]
    done
}

@test "nothing legitimate is attributed, nothing of the attacker is missed, nothing is left undecided" {
    for sample in role console; do
        [ "$(scope $sample '.questions.actions.claims[0].events | sort | .[]')" = \
            "$(truth $sample '.attacker.event_ids | sort | .[]')" ]
        [ "$(scope $sample .attacker.undecided)" = 0 ]
        [ "$(scope $sample .attacker.first)" = "$(truth $sample .attacker.first)" ]
        [ "$(scope $sample .attacker.last)" = "$(truth $sample .attacker.last)" ]
    done
}

@test "a call with each credential from each address leads to the same scope" {
    local sample lead
    for sample in role console; do
        "$TRAILCASE" sql $sample.db "SELECT min(uid) FROM events WHERE attribution = 'attributed'
            GROUP BY address, key, principal" --format csv | tail -n +2 >leads
        [ "$(wc -l <leads)" -ge 10 ]
        while read -r lead; do
            cp $sample.unmarked other.db
            "$TRAILCASE" scope other.db --seed "event:$lead" --auto --format json 2>/dev/null |
                jq -S '.attacker | map_values(if type == "array" then sort else . end)' >other.json
            diff <(jq -S '.attacker | map_values(if type == "array" then sort else . end)' $sample.json) other.json
        done <leads
    done
}

@test "the likeliest way in is the one of the truth, and it is not claimed to be proven" {
    for sample in role console; do
        run scope $sample .questions.entry.answer
        [[ $output == "Not provable from these logs"*": $(truth $sample .entry)"* ]]
    done
}

@test "all that was left to come back by is residue, opened by the event of the truth" {
    for sample in role console; do
        jq -r '.[] | select(.sense == "made" and (.kind | startswith("bucket-") | not)) | .event' $sample.residue |
            uids $sample >found
        diff <(truth $sample '.persistence[] | select(.kind != "federation-token") | .event' | sort) found
    done
}

@test "what an admin undid is told apart from what is open" {
    run jq -c '[.[] | select(.state == "undone" and (.kind == "access-key")) | .ended_by_attacker]' role.residue
    [ "$output" = "[false]" ]
    [ "$(jq '[.[] | select(.kind == "access-key" and .state == "open")] | length' role.residue)" = 2 ]
    [ "$(jq -r '.[] | select(.kind == "access-key") | .state' console.residue)" = partly ]
}

@test "coverage has the windows in which less was logged, and none else" {
    local windows
    windows='[.windows[] | [.account, .from, .to]] | sort | tojson'
    run -0 "$TRAILCASE" coverage role.db --format json
    [ "$(jq -r "$windows" <<<"$output")" = "$(truth role '[.logging_stopped | [.account, .from, .until]] | tojson')" ]
    run -0 "$TRAILCASE" coverage console.db --format json
    [ "$(jq -r "$windows" <<<"$output")" = \
        "$(truth console '[[.objects_not_logged.account, .objects_not_logged.from, .logging_stopped.from],
            [.logging_stopped | .account, .from, .until]] | sort | tojson')" ]
    [[ $(jq -r '.windows[0].excluded' <<<"$output") == *"data events"* ]]
}

@test "lineage leads from a planted key over both roles back to the robbed server" {
    local planted
    planted=$(truth role '[.persistence[] | select(.kind == "key")][0].value')
    "$TRAILCASE" lineage role.db "key:$planted" --now 2020-03-29T00:00:00Z --format json >lineage.json
    jq -e --arg instance "$(truth role .instance)" '[.nodes[] | select(.side == "origin")] | map(.kind) == ["principal", "session", "session"]
        and (.[1].value | contains($instance)) and (.[2].value | contains("deploy-7f3a"))' lineage.json
    # The crossing is one edge though both accounts logged it.
    planted=$(truth role '[.persistence[] | select(.kind == "key")][1].value')
    "$TRAILCASE" lineage role.db "key:$planted" --format json |
        jq -e '[.nodes[] | select(.side == "origin")] | length == 4 and .[3].by == "ci-deploy" and .[3].strength == "certain"'
}

@test "the federation token outlives its key, as long as the truth says" {
    local key token
    key=$(truth console '[.persistence[] | select(.kind == "key")][0].value')
    token=$(truth console '[.persistence[] | select(.kind == "federation-token")][0].value')
    "$TRAILCASE" lineage console.db "key:$key" --now 2020-03-23T12:00:00Z --format json >lineage.json
    jq -e --arg token "$token" '.live == 1 and ([.nodes[] | select(.state == "live")][0] |
        .keys == [$token] and .until == "2020-03-24T10:47:11Z")' lineage.json
    jq -e '.nodes[] | select(.side == "self") | .state == "disabled" and (.until | startswith("2020-03-23T08:1"))' lineage.json
}

@test "robots tell the roles that were taken and what was done, as often as the truth" {
    "$TRAILCASE" robot role.db roles principal:web-instance --format json -q >roles.json
    jq -e 'map(select(.outcome == "success" and .chain == 1)) | length == 1 and .[0].events == 2' roles.json
    jq -e 'any(.[]; .chain == 2 and (.role | endswith("OrganizationAccountAccessRole")))' roles.json
    for api in s3:CopyObject s3:DeleteObject cloudtrail:DeleteTrail; do
        [ "$("$TRAILCASE" robot console.db interesting principal:backup-sync --format json -q |
            jq --arg api $api '[.[] | select(.api == $api).events] | add')" = "$(truth console ".attacker.apis[\"$api\"]")" ]
    done
}

@test "the failed sign-ins are told, and nobody's password is called the attacker's for them" {
    [ "$(jq -r '.questions.entry.claims[0].text' console.json | grep -c "$(truth console .failed_sign_ins)")" = 1 ]
    run jq -r '.questions.credentials.answer' console.json
    [[ $output == *"1 long-lived access key of 1 user"* ]]
    [[ $output == *"2 sessions"* ]]
    [[ $output != *"other credential"* ]]
    run jq -r '.questions.credentials.claims[].text' console.json
    [[ $output != *"oskar.lind without access key"* ]]
}

@test "what was read is told in bytes, and what was encrypted as such" {
    local sample claim
    for sample in role console; do
        claim=$(jq -r '.questions.actions.claims[].text | select(startswith("Read objects of"))' $sample.json)
        echo "$claim"
        [[ $claim == *"(GetObject, $(truth $sample '.attacker.apis["s3:GetObject"]') calls)"* ]]
        [[ $claim == *", $(truth $sample '.attacker.bytes_read | if . >= 1e9 then "\(. / 1e8 | round / 10) GB" else "\(. / 1e5 | round / 10) MB" end') in all"* ]]
    done
    jq -e --argjson calls "$(truth console .objects_encrypted)" 'any(.questions.actions.claims[];
        (.text | startswith("Encrypted objects in bucket fernhollow-reports")) and .events_total == $calls)' console.json
    [[ $(jq -r .questions.actions.answer console.json) == *", encrypted objects in bucket fernhollow-reports"* ]]
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Rules over a case: what is hit, what is refused, and that only what changed runs again.

bats_require_minimum_version 1.5.0

setup_file() {
    "${TOP_BUILDDIR:-build}/samples/gen" model "$BATS_FILE_TMPDIR/model"
    cd "$BATS_FILE_TMPDIR" || return
    "$TRAILCASE" ingest -q model.db model/logs >/dev/null
}

setup() {
    cd "$BATS_FILE_TMPDIR" || return
}

# rule FILE TITLE DETECTION
rule() {
    cat >"$1" <<RULE
title: $2
id: $2
level: low
logsource:
    product: aws
    service: cloudtrail
detection:
    selection: $3
    condition: selection
RULE
}

detect() {
    run --separate-stderr "$TRAILCASE" detect "$@" --format json
}

@test "a rule hits what a filter finds, and runs again only over what is new" {
    cp model.db again.db
    rule one.yml users '{eventName: createuser}'
    detect again.db -r one.yml
    [ "$status" -eq 0 ]
    jq -e '.[0].new_rules >= 1 and .[0].events > 0' <<<"$output"
    hits=$("$TRAILCASE" sql again.db "SELECT count(*) FROM hit JOIN rule USING (rule_id) WHERE id = 'users'" --format csv | tail -1)
    [ "$hits" -eq "$("$TRAILCASE" events again.db api:CreateUser --format jsonl | wc -l)" ]
    detect again.db
    jq -e '.[0].new_rules == 0 and .[0].events == 0 and .[0].hits == 0' <<<"$output"
    rule one.yml users '{eventName: DeleteUser}'
    detect again.db -r one.yml
    jq -e '.[0].new_rules == 1' <<<"$output"
    detect again.db --only -r one.yml
    [ "$("$TRAILCASE" sql again.db 'SELECT count(*) FROM rule' --format csv | tail -1)" -eq 1 ]
}

@test "events that come later are looked at by the rules of before" {
    mapfile -t files < <(find model/logs -name '*.json.gz' | sort)
    half=$((${#files[@]} / 2))
    rule one.yml listing '{eventName|startswith: List}'
    "$TRAILCASE" ingest -q parts.db "${files[@]:0:half}" >/dev/null
    "$TRAILCASE" detect parts.db -r one.yml >/dev/null
    "$TRAILCASE" ingest -q parts.db "${files[@]:half}" >/dev/null
    "$TRAILCASE" detect parts.db >/dev/null
    cp model.db whole.db
    "$TRAILCASE" detect whole.db -r one.yml >/dev/null
    for case in parts whole; do
        "$TRAILCASE" sql $case.db "SELECT rule.id, rule.events, rule.windows, rule.first_s, rule.last_s FROM rule ORDER BY 1" \
            --format csv >$case.csv
    done
    diff parts.csv whole.csv
    [ "$(wc -l <whole.csv)" -gt 3 ]
}

@test "what cannot be run is refused with file, line and reason, and the rest runs" {
    mkdir -p mixed
    rule mixed/good.yml good '{eventName: CreateUser}'
    rule mixed/bad.yml bad '{eventName|soundslike: CreateUser}'
    cp model.db mixed.db
    detect mixed.db -r mixed
    [ "$status" -eq 3 ]
    # shellcheck disable=SC2154
    [[ $stderr == *'mixed/bad.yml: line 8: eventName|soundslike: the modifier "soundslike" is not known'* ]]
    jq -e '.[0].refused == 1' <<<"$output"
    run "$TRAILCASE" detect mixed.db --lint -r mixed --format json
    jq -e 'map(select(.state == "refused")) | length == 1' <<<"$output"
}

@test "the model attack is hit by our own rules" {
    cp model.db own.db
    "$TRAILCASE" detect own.db >/dev/null
    "$TRAILCASE" sql own.db "SELECT title, windows FROM rule WHERE events > 0 ORDER BY 1" --format jsonl >own.jsonl
    jq -es 'map(.title) as $t | ["EC2 key pair made from an address new to the principal",
        "Key pair made, then an instance started", "Many security group rules opened in minutes",
        "Long-lived keys of several users from one address"] - $t == []' own.jsonl
    # 344 calls are one occasion, not 335.
    jq -es 'map(select(.title == "Many security group rules opened in minutes"))[0].windows <= 8' own.jsonl
}

@test "thresholds and ignored rules come from the tuning, also later" {
    cp model.db tuned.db
    printf 'thresholds:\n    Many security group rules opened in minutes: 100000\nignore:\n    - Key pair made, then an instance started\n' >tuning.yml
    "$TRAILCASE" detect tuned.db --tuning tuning.yml >/dev/null
    [ "$("$TRAILCASE" sql tuned.db "SELECT sum(events) FROM rule WHERE title LIKE 'Many sec%'" --format csv | tail -1)" -eq 0 ]
    [ "$("$TRAILCASE" sql tuned.db "SELECT count(*) FROM rule WHERE title LIKE 'Key pair made, th%'" --format csv | tail -1)" -eq 0 ]
    detect tuned.db
    jq -e '.[0].new_rules == 0' <<<"$output"
}

@test "rule test answers for each event without a case" {
    rule one.yml users '{eventName: CreateUser, requestParameters.userName|startswith: ev}'
    printf '{"Records":[{"eventName":"CreateUser","eventID":"a","requestParameters":{"userName":"Eve"}},{"eventName":"CreateUser","eventID":"b"}]}' >events.json
    run -0 "$TRAILCASE" rule test one.yml events.json --format json
    jq -e 'map(.hit) == [true, false] and map(.id) == ["a", "b"]' <<<"$output"
}

@test "leads: the key pair from a new address stands first or second, the mass opening beside it" {
    run -0 "$TRAILCASE" leads model.db --format json
    jq -e '.[0:2] | any(.title | test("[Kk]ey pair.* address new"))' <<<"$output"
    jq -e '.[0:3] | any(.events > 300)' <<<"$output"
    jq -e 'all(.[]; (.techniques | type == "array") and .percent <= 100 and .times <= .events)' <<<"$output"
    rule=$(jq -r '.[0].rule' <<<"$output")
    [ "$(jq '.[0].events' <<<"$output")" -eq "$("$TRAILCASE" leads model.db "$rule" --format jsonl | wc -l)" ]
    [ "$(jq '.[0].events' <<<"$output")" -eq "$("$TRAILCASE" events model.db "rule:$rule is:lead" --format jsonl | wc -l)" ]
    "$TRAILCASE" leads model.db "$rule" --text | grep -qE '^(detection|correlation):'
}

@test "a dismissal says why, moves the lead to the end, and can be undone" {
    cp model.db done.db
    rule=$("$TRAILCASE" leads done.db --format json | jq -r '.[0].rule')
    "$TRAILCASE" leads done.db "$rule" --dismiss 'ours, ticket 7'
    "$TRAILCASE" leads done.db --format json | jq -e --arg r "$rule" '.[-1] | .rule == $r and .state == "dismissed" and .dismissed == "ours, ticket 7"'
    [ "$("$TRAILCASE" events done.db "rule:$rule is:lead" --format jsonl | wc -l)" -le "$("$TRAILCASE" events done.db "rule:$rule" --format jsonl | wc -l)" ]
    "$TRAILCASE" verify done.db >/dev/null
    "$TRAILCASE" undo done.db
    "$TRAILCASE" leads done.db --format json | jq -e --arg r "$rule" '.[0] | .rule == $r and .state == null'
    run -2 "$TRAILCASE" leads done.db nothing --dismiss x
}

@test "a record that takes the place of a lossy view is looked at again" {
    local data=$TOP_SRCDIR/tests/data/containers
    rule agent.yml agent '{userAgent|contains: aws-cli}'
    rule name.yml name '{eventName: ListUsers, additionalEventData: null}'
    "$TRAILCASE" ingest -q view.db "$data"/lake*.json >/dev/null
    run -0 "$TRAILCASE" detect view.db --only -r agent.yml -r name.yml
    before=$(sqlite3 view.db "SELECT id, events FROM rule ORDER BY id")
    "$TRAILCASE" ingest -q view.db "$data/records.json" >/dev/null
    [ "$(sqlite3 view.db 'SELECT count(*) FROM partial')" -gt 0 ]
    "$TRAILCASE" ingest -q whole.db "$data/records.json" >/dev/null
    run -0 "$TRAILCASE" detect whole.db --only -r agent.yml -r name.yml
    [ "$(sqlite3 view.db "SELECT id, events FROM rule ORDER BY id")" != "$before" ]
    [ "$(sqlite3 view.db "SELECT r.id, uid FROM hit JOIN rule AS r USING (rule_id) JOIN events USING (event_id)
        WHERE uid IN (SELECT uid FROM events WHERE event_id IN (SELECT event_id FROM partial)) AND r.own = 0 ORDER BY 1, 2")" = \
        "$(sqlite3 whole.db "ATTACH 'view.db' AS v; SELECT r.id, e.uid FROM hit JOIN rule AS r USING (rule_id)
        JOIN events AS e USING (event_id) WHERE e.uid IN (SELECT uid FROM v.events WHERE event_id IN (SELECT event_id FROM v.partial))
        AND r.own = 0 ORDER BY 1, 2")" ]
}

told() {
    sqlite3 told.db "$1"
}

@test "an alert from outside is a lead about what it names, and can be undone and replayed" {
    cp model.db told.db
    event=$(told "SELECT uid FROM events WHERE api = 'CreateKeyPair' AND address LIKE '192.0.2.%'")
    read -r key address principal < <(told "SELECT key || ' ' || address || ' ' || principal_key FROM events WHERE uid = '$event'")
    run -0 --separate-stderr "$TRAILCASE" lead add told.db "$event" --format json
    [ "$(jq -r '.[] | [.lead, .level, .event, .key, .address, .principal] | @tsv' <<<"$output")" = \
        "$(printf 'alert:1\thigh\t%s\t%s\t%s\t%s' "$event" "$key" "$address" "$principal")" ]
    [ "$("$TRAILCASE" leads told.db alert:1 --format json | jq -r '.[].id')" = "$event" ]
    printf '{"rule":{"name":"x"},"alert":{"title":"Odd \\u001b[31mkey","severity":9},"who":[{"k":"%s"}],"ip":"%s"}' "$key" "$address" >alert.json
    run -0 "$TRAILCASE" lead add told.db alert.json --format csv
    [[ $output == *"alert:2,critical,"* ]]
    [ "$("$TRAILCASE" events told.db rule:alert:2 --format jsonl | wc -l)" = \
        "$(told "SELECT count(*) FROM events WHERE key = '$key' AND address = '$address'")" ]
    run -0 "$TRAILCASE" lead add told.db - <<<"$address"
    "$TRAILCASE" leads told.db --format json >leads.json
    [ "$(jq -r '[.[] | select(.source == "alert")] | length' leads.json)" = 3 ]
    [ "$(jq -r '.[0].title' leads.json)" = $'Odd \e[31mkey' ]
    [[ $("$TRAILCASE" leads told.db) != *$'\e'* ]]
    run -0 "$TRAILCASE" leads told.db alert:2 --dismiss 'a drill'
    [ "$("$TRAILCASE" leads told.db --format json | jq -r '.[-1].dismissed')" = 'a drill' ]
    run -0 "$TRAILCASE" undo told.db
    run -0 "$TRAILCASE" undo told.db
    [ "$(told 'SELECT count(*) FROM alert')" = 2 ]
    run -0 "$TRAILCASE" replay told.db -o copy.db
    [ "$(sqlite3 copy.db 'SELECT count(*) FROM alert')" = 2 ]
    run -2 "$TRAILCASE" lead add told.db AKIANOTHERE
    [[ $output == *'no event, key, address or principal "AKIANOTHERE"'* ]]
    run -2 "$TRAILCASE" lead add told.db - <<<'{"a":"b"}'
    [[ $output == *'nothing in the alert is in this case'* ]]
}

@test "what hits over a twentieth of all events is folded" {
    rule all.yml all '{eventName: "*"}'
    cp model.db folded.db
    "$TRAILCASE" detect folded.db -r all.yml >/dev/null
    "$TRAILCASE" leads folded.db --format json | jq -e 'map(select(.rule == "all"))[0] | .state == "folded" and .percent > 90'
    [ "$("$TRAILCASE" events folded.db is:lead --format jsonl | wc -l)" -eq "$("$TRAILCASE" events model.db is:lead --format jsonl | wc -l)" ]
}

@test "hits on the real data sets are those of an evaluator of its own" {
    [ -d "${TRAILCASE_DATA:-/nowhere}/rules-sigmahq" ] || skip "no TRAILCASE_DATA"
    python3 -c 'import yaml' || skip "no python3-yaml"
    for set in invictus-2023 sans-504-s3-lab; do
        "$TRAILCASE" ingest -q $set.db "$TRAILCASE_DATA/$set" >/dev/null || [ $? -eq 3 ]
        "$TRAILCASE" detect $set.db -r "$TRAILCASE_DATA/rules-sigmahq" >/dev/null
        PYTHONDONTWRITEBYTECODE=1 python3 "$TOP_SRCDIR/tests/detect/sigma.py" "$TRAILCASE_DATA/rules-sigmahq" \
            "$TOP_SRCDIR/queries/rules" -- "$TRAILCASE_DATA/$set" | jq -r '[.rule, .events, .title] | @tsv' | sort >$set.reckoned
        "$TRAILCASE" leads $set.db --all --format jsonl | jq -r '[.rule, .events, .title] | @tsv' | sort >$set.found
        [ "$(wc -l <$set.found)" -ge 57 ]
        diff $set.reckoned $set.found
        awk -F'\t' -v set=$set '$2 > 0 { print "# " set ": " $2 " " $3 }' $set.found >&3
    done
}

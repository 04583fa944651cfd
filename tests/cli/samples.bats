#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The sample generator against its own truth file: jq counts the written logs anew, without looking at how they were made.

setup_file() {
    export GEN="${TOP_BUILDDIR:-build}/samples/gen"
    export CASE="$BATS_FILE_TMPDIR/model" RECORDS="$BATS_FILE_TMPDIR/records.jsonl"
    export EVENTS="$BATS_FILE_TMPDIR/events.json" ATTACK="$BATS_FILE_TMPDIR/attack.json"
    command -v jq >/dev/null || return 0
    "$GEN" model "$CASE"
    find "$CASE/logs" -name '*.json.gz' -print0 | sort -z | xargs -0 zcat | jq -S -c '.Records[]' >"$RECORDS"
    # All events, each once, without their bodies; and those from the attacker's addresses, whole.
    jq -n -c '[inputs | del(.requestParameters, .responseElements, .additionalEventData, .resources)]
        | unique_by(.eventID)' "$RECORDS" >"$EVENTS"
    grep -e '"sourceIPAddress":"203.0.113.' -e '"sourceIPAddress":"192.0.2.' "$RECORDS" |
        jq -s -c 'unique_by(.eventID)' >"$ATTACK"
}

setup() {
    command -v jq >/dev/null || skip "jq is not installed"
}

truth() {
    jq -r "$1" "$CASE/truth.json"
}

# count FILTER, attack FILTER: what jq makes of all events, or of those from the attacker's addresses
count() {
    jq -r "$1" "$EVENTS"
}

attack() {
    jq -r "$1" "$ATTACK"
}

@test "two runs write the same bytes" {
    "$GEN" model "$BATS_TEST_TMPDIR/again"
    diff -r "$CASE" "$BATS_TEST_TMPDIR/again"
}

@test "a folder that already holds logs is refused" {
    run "$GEN" model "$CASE"
    [ "$status" -eq 1 ]
    [[ $output == *"remove it or choose another folder"* ]]
}

@test "an unknown scenario is a usage error" {
    run "$GEN" nosuch "$BATS_TEST_TMPDIR/none"
    [ "$status" -eq 2 ]
    [ ! -e "$BATS_TEST_TMPDIR/none" ]
}

@test "totals equal an independent count" {
    [ "$(find "$CASE/logs" -name '*.json.gz' | wc -l)" -eq "$(truth .totals.files)" ]
    [ "$(wc -l <"$RECORDS")" -eq "$(truth .totals.records)" ]
    [ "$(count length)" -eq "$(truth .totals.events)" ]
    [ "$(truth '.totals.records - .totals.events - .totals.duplicates')" -eq 0 ]
    [ "$(count 'map(.recipientAccountId) | unique | tojson')" = "$(truth '.totals.accounts | sort | tojson')" ]
    [ "$(count 'map(.awsRegion) | unique | tojson')" = "$(truth '.totals.regions | sort | tojson')" ]
    [ "$(count '(map(.eventTime) | min + " " + max)')" = "$(truth '.totals.first + " " + .totals.last')" ]
}

@test "the noise is large enough and long enough" {
    [ "$(truth '.totals.events - .attacker.events >= 40000')" = true ]
    [ "$(truth '(.totals.last | fromdate) - (.totals.first | fromdate) >= 60 * 86400')" = true ]
}

@test "copies are identical and never in the same file" {
    [ "$(sort -u "$RECORDS" | wc -l)" -eq "$(truth .totals.events)" ]
    run bash -c 'find "$CASE/logs" -name "*.json.gz" -print0 | xargs -0 zcat |
        jq -c "select((.Records | length) != (.Records | unique_by(.eventID) | length))" | head -1'
    [ "$output" = "" ]
}

@test "the two addresses account for all of the attack and nothing else" {
    [ "$(attack "length")" -eq "$(truth .attacker.events)" ]
    [ "$(attack "map(.eventID) | sort | tojson")" = "$(truth '.attacker.event_ids | sort | tojson')" ]
    [ "$(attack "map(.eventTime) | min + \" \" + max")" = "$(truth '.attacker.first + " " + .attacker.last')" ]
    [ "$(attack "map(select(.errorCode)) | length")" -eq "$(truth .attacker.denied)" ]
}

@test "eight keys of eight users were used, and no session" {
    [ "$(attack "map(.userIdentity.accessKeyId) | unique | length")" -eq 8 ]
    [ "$(attack "map(.userIdentity.accessKeyId) | unique | tojson")" = "$(truth '.attacker.keys | sort | tojson')" ]
    [ "$(attack "map(.userIdentity.principalId) | unique | tojson")" = "$(truth '.attacker.principals | sort | tojson')" ]
    [ "$(attack "map(select(.userIdentity.sessionContext)) | length")" -eq 0 ]
}

@test "nobody else has the attacker's agent" {
    filter='map(select((.userAgent // "") | contains("aws-cli/1.18.33 ")) | .sourceIPAddress) | unique | tojson'
    [ "$(count "$filter")" = "$(truth '.attacker.addresses | sort | tojson')" ]
}

@test "every key was tried for buckets, instances and databases, and no role was given" {
    for api in ListBuckets DescribeInstances DescribeDBInstances; do
        filter="map(select(.eventName == \"$api\") | .userIdentity.accessKeyId) | unique | length"
        [ "$(attack "$filter")" -eq 8 ]
    done
    [ "$(attack 'map(select(.eventName == "AssumeRole") | .errorCode) | unique | tojson')" = '["AccessDenied"]' ]
}

@test "344 rules open every group to the world, by one key" {
    open="map(select(.eventName == \"AuthorizeSecurityGroupIngress\" and .errorCode == null))"
    [ "$(attack "$open | length")" -eq 344 ]
    [ "$(truth .security_group_rules)" -eq 344 ]
    [ "$(attack "$open | map(.userIdentity.accessKeyId) | unique | length")" -eq 1 ]
    ports='.requestParameters.ipPermissions.items[0]'
    filter="$open | group_by($ports.fromPort) | map([.[0] | $ports.fromPort, $ports.toPort] + [length]) | tojson"
    [ "$(attack "$filter")" = '[[0,65535,115],[1253,1253,114],[5432,5432,115]]' ]
    [ "$(attack "$open | map($ports.ipRanges.items[0].cidrIp) | unique | tojson")" = '["0.0.0.0/0"]' ]
    others='map(select(.eventName == "AuthorizeSecurityGroupIngress")) | length'
    [ "$(count "$others")" -gt 344 ]
}

@test "lead, key pair and instance are what the logs say" {
    lead=$(truth .lead_event)
    [ "$(attack "map(select(.eventID == \"$lead\"))[0] | .eventName + \" \" + .requestParameters.keyName")" = \
        "CreateKeyPair $(truth .key_pair)" ]
    run attack "map(select(.eventName == \"RunInstances\").responseElements.instancesSet.items[0])[0] | .instanceId + \" \" + .keyName"
    [ "$output" = "$(truth .instance) $(truth .key_pair)" ]
}

@test "each key's last use by its owner, and dormancy, equal an independent count" {
    jq -c --slurpfile truth "$CASE/truth.json" '
        ($truth[0].attacker.keys) as $keys
        | map({key: .userIdentity.accessKeyId, time: .eventTime, theirs: (.sourceIPAddress | startswith("198.51.100.") | not)})
        | map(select(.key as $key | $keys | index($key))) | group_by(.key)
        | map((map(select(.theirs).time) | min) as $first | (map(select(.theirs | not).time)) as $owner
            | {key: .[0].key, value: [$first, (map(select(.theirs).time) | max), ($owner | map(select(. < $first)) | max),
                ($owner | max), (($first | fromdate) - ($owner | max | fromdate) > 30 * 86400)]}) | sort_by(.key)' \
        "$EVENTS" >"$BATS_TEST_TMPDIR/counted"
    jq -c '.per_key | to_entries | sort_by(.key) | map({key, value: [.value.first, .value.last, .value.last_legitimate,
        .value.last_legitimate_of_all, .value.dormant_30d]})' "$CASE/truth.json" >"$BATS_TEST_TMPDIR/told"
    diff "$BATS_TEST_TMPDIR/counted" "$BATS_TEST_TMPDIR/told"
    [ "$(truth '[.per_key[] | select(.dormant_30d)] | length')" -eq 6 ]
}

@test "key and principal ids carry their account's id" {
    filter='[.[] | .userIdentity | select((.accessKeyId // "") != "") | .accountId + " " + .accessKeyId[0:12]] | unique | tojson'
    [ "$(count "$filter")" = '["111122223333 AKIARTX3GSDS","111122223333 ASIARTX3GSDS","444455556666 AKIAWO645SY5","444455556666 ASIAWO645SY5"]' ]
}

@test "files are named by a later delivery, at most ten minutes, except second copies" {
    find "$CASE/logs" -name '*.json.gz' -printf '%f\n' | sed -E 's/.*_([0-9]{8}T[0-9]{4})Z_.*/\1/' | awk '{ if (substr($0, 13) % 5) exit 1 }'
    run bash -c 'for file in $(find "$CASE/logs" -name "*.json.gz" | sort | awk "NR % 97 == 0"); do
        zcat "$file" | jq -r --arg name "$(basename "$file")" "(\$name | split(\"_\")[3] | strptime(\"%Y%m%dT%H%MZ\") | mktime) as \$file
            | .Records[] | (\$file - (.eventTime | fromdate)) | select(. < 0 or . > 1500)"; done'
    [ "$output" = "" ]
}

@test "python reckons the truth of every scenario anew from its logs" {
    command -v python3 >/dev/null || skip "python3 is not installed"
    for scenario in model role console; do
        [ "$scenario" = model ] || "$GEN" "$scenario" "$BATS_TEST_TMPDIR/$scenario"
        [ "$scenario" != model ] || ln -s "$CASE" "$BATS_TEST_TMPDIR/model"
        python3 "$TOP_SRCDIR/tests/cli/samples_reckoning.py" "$BATS_TEST_TMPDIR/$scenario"
    done
}

@test "stolen instance credentials lead over two accounts, each with its own copy of the crossing" {
    run bash -c 'find "$TOP_BUILDDIR/samples/role/logs" -name "*.json.gz" -print0 | xargs -0 zcat | jq -c ".Records[]
        | select(.eventName == \"AssumeRole\" and .sourceIPAddress == \"203.0.113.24\" and .sharedEventID)" | sort -u |
        jq -s -c "[map(.sharedEventID) | unique | length] + (map(.recipientAccountId) | sort)"'
    [ "$output" = '[1,"111122223333","444455556666"]' ]
}

@test "records have no member that real records of the same API lack" {
    command -v python3 >/dev/null || skip "python3 is not installed"
    [ -d "${TRAILCASE_DATA:-/nonexistent}/invictus-2023" ] || skip "TRAILCASE_DATA names no folder of real logs"
    for scenario in role console; do
        run python3 "$TOP_SRCDIR/tests/cli/samples_shapes.py" "$TOP_BUILDDIR/samples/$scenario" \
            "$TRAILCASE_DATA/invictus-2023" "$TRAILCASE_DATA/sans-504-s3-lab"
        echo "$output"
        [ "$status" -eq 0 ]
        [ "${output%% *}" -ge 6 ]
    done
}

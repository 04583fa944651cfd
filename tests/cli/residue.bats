#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What the attacker left behind: on the sample case held to its truth, on real logs to a reckoning without trailcase.

setup_file() {
    export MODEL="$BATS_FILE_TMPDIR/model" GROWN="$BATS_FILE_TMPDIR/grown.db" TRAILCASE_NOW=2020-05-01T00:00:00Z
    command -v jq >/dev/null || return 0
    "${TOP_BUILDDIR:-build}/samples/gen" model "$MODEL"
    "$TRAILCASE" ingest -q "$GROWN" "$MODEL/logs" >/dev/null
    "$TRAILCASE" scope "$GROWN" -q --seed "event:$(jq -r .lead_event "$MODEL/truth.json")" --auto >/dev/null
}

setup() {
    command -v jq >/dev/null || skip "jq is not installed"
    cd "$BATS_TEST_TMPDIR" || return
}

# The records of one call in the sample, each once.
records() {
    find "$MODEL/logs" -name '*.json.gz' -exec zcat {} + |
        jq -c ".Records[] | select(.eventName == \"$1\" and .errorCode == null)" | sort -u
}

@test "all rules of the attacker are residue, the key pair and the instance too, and nothing else" {
    "$TRAILCASE" residue "$GROWN" --format json >left.json
    [ "$(jq '[.[] | select(.kind == "security-group-rule" and .state == "open")] | length' left.json)" = \
        "$(jq .security_group_rules "$MODEL/truth.json")" ]
    [ "$(jq -r '[.[] | select(.kind != "security-group-rule")] | sort_by(.kind) | .[] | "\(.kind) \(.name) \(.state)"' left.json)" = \
        "instance $(jq -r .instance "$MODEL/truth.json") open
key-pair $(jq -r .key_pair "$MODEL/truth.json") open" ]
    [ "$(jq -r '[.[].name] | map(select(startswith("sg-"))) | unique | length' left.json)" = \
        "$(jq .security_groups "$MODEL/truth.json")" ]
}

@test "group, port and source of every rule equal what jq reads from the records of the attacker" {
    "$TRAILCASE" residue "$GROWN" --format json | jq -r '.[] | select(.kind == "security-group-rule") |
        "\(.account) \(.region) \(.name) \(.part)"' | sort >ours
    records AuthorizeSecurityGroupIngress | jq -r --slurpfile truth "$MODEL/truth.json" '
        select(.sourceIPAddress as $a | $truth[0].attacker.addresses | index($a)) | . as $r |
        ([.requestParameters] + (.requestParameters.ipPermissions.items // []))[] | select(.ipProtocol) |
        (if .fromPort == .toPort then "\(.fromPort)" else "\(.fromPort)-\(.toPort)" end) as $ports |
        (.cidrIp, .ipRanges.items[]?.cidrIp) | select(.) as $cidr |
        "\($r.recipientAccountId) \($r.awsRegion) \($r.requestParameters.groupId) ingress \($r.requestParameters.ipProtocol //
        $r.requestParameters.ipPermissions.items[0].ipProtocol)/\($ports) from \($cidr)"' | sort >theirs
    diff theirs ours
    [ "$(wc -l <ours)" -eq 344 ]
}

@test "a table folds what is alike, and unfolds it on request" {
    "$TRAILCASE" residue "$GROWN" >folded
    [ "$(grep -c 'rules: ingress' folded)" -eq 9 ]
    grep -q '70 rules: ingress tcp/5432 from 0.0.0.0/0' folded
    [ "$("$TRAILCASE" residue "$GROWN" --unfold | wc -l)" -eq 347 ]
}

@test "evidence that came in another order and in pieces leaves the same" {
    local region
    for region in us-west-2 eu-west-1 us-east-1; do
        find "$MODEL/logs" -path "*/$region/*" -name '*.json.gz' | sort -r | xargs -n 20000 "$TRAILCASE" ingest -q pieces.db >/dev/null
    done
    "$TRAILCASE" scope pieces.db -q --seed "event:$(jq -r .lead_event "$MODEL/truth.json")" --auto >/dev/null
    "$TRAILCASE" residue pieces.db --state all --format json | jq 'map(del(.event, .ended_event))' >pieces.json
    "$TRAILCASE" residue "$GROWN" --state all --format json | jq 'map(del(.event, .ended_event))' >whole.json
    cmp pieces.json whole.json
}

@test "the ids that undoing needs are there" {
    "$TRAILCASE" residue "$GROWN" --format jsonl | jq -se '
        all(.[]; .account == "111122223333" and .region != null and .event > 0 and .key != null and .name != null) and
        (map(select(.kind == "security-group-rule"))[0].text | fromjson | .IpRanges[0].CidrIp == "0.0.0.0/0")'
}

@test "what the owners undid is undone, and says when and by whom" {
    cat >later.json <<'EOF'
{"Records":[
{"eventVersion":"1.08","eventTime":"2020-04-08T09:00:00Z","eventSource":"ec2.amazonaws.com","eventName":"DeleteKeyPair",
 "awsRegion":"us-east-1","sourceIPAddress":"198.51.100.139","eventID":"11111111-0000-4000-8000-000000000001",
 "recipientAccountId":"111122223333","eventType":"AwsApiCall","readOnly":false,
 "userIdentity":{"type":"IAMUser","principalId":"AIDAHELENORTIZ000000","accountId":"111122223333","userName":"helen.ortiz",
 "accessKeyId":"AKIAHELEN00000000000"},
 "requestParameters":{"keyName":"srv-key-02"},"responseElements":{"_return":true}},
{"eventVersion":"1.08","eventTime":"2020-04-08T09:05:00Z","eventSource":"ec2.amazonaws.com","eventName":"StopInstances",
 "awsRegion":"us-east-1","sourceIPAddress":"198.51.100.139","eventID":"11111111-0000-4000-8000-000000000002",
 "recipientAccountId":"111122223333","eventType":"AwsApiCall","readOnly":false,
 "userIdentity":{"type":"IAMUser","principalId":"AIDAHELENORTIZ000000","accountId":"111122223333","userName":"helen.ortiz",
 "accessKeyId":"AKIAHELEN00000000000"},
 "requestParameters":{"instancesSet":{"items":[{"instanceId":"INSTANCE"}]}},"responseElements":null}]}
EOF
    sed -i "s/INSTANCE/$(jq -r .instance "$MODEL/truth.json")/; s/srv-key-02/$(jq -r .key_pair "$MODEL/truth.json")/" later.json
    cp "$GROWN" case.db
    "$TRAILCASE" ingest -q case.db later.json >/dev/null
    "$TRAILCASE" residue case.db --state all --format json | jq -e '
        (.[] | select(.kind == "key-pair") | .state == "undone" and .ended == "2020-04-08T09:00:00Z" and
            .ended_by == "helen.ortiz" and .ended_api == "DeleteKeyPair" and (.ended_by_attacker | not)) and
        (.[] | select(.kind == "instance") | .state == "partly" and .ended_api == "StopInstances")'
    [ "$("$TRAILCASE" residue case.db --state undone --format json | jq length)" -eq 1 ]
    [ "$("$TRAILCASE" residue case.db --format json | jq length)" -eq 345 ]
}

@test "scope says it too, in words and as JSON with the eventIDs" {
    "$TRAILCASE" scope "$GROWN" >brief
    grep -q '^residue       346 open, 0 partly, 0 undone: trailcase residue$' brief
    "$TRAILCASE" scope "$GROWN" --format json | jq -e --slurpfile truth "$MODEL/truth.json" '
        .residue.open == 346 and .residue.undone == 0 and (.residue.items | length) == 346 and
        ([.residue.items[].event] - $truth[0].attacker.event_ids == []) and
        ([.residue.items[] | select(.kind == "key-pair")] | length == 1 and .[0].event == $truth[0].lead_event)'
}

@test "the report says what is left" {
    "$TRAILCASE" report "$GROWN" >report.md
    grep -q '^- \*\*What is left of it?\*\* 346 things the attacker made or took down are open' report.md
    sed -n '/^## What is left/,/^## /p' report.md >left.md
    [ "$(grep -c '^| [0-9]* rules: ingress' left.md)" -eq 9 ]
    grep -q '^| key pair srv-key-02 | 111122223333 us-east-1 |' left.md
}

@test "hostile names reach no terminal" {
    printf '{"Records":[{"eventVersion":"1.08","eventTime":"2020-04-08T09:00:00Z","eventSource":"iam.amazonaws.com",
        "eventName":"CreateUser","awsRegion":"us-east-1","sourceIPAddress":"203.0.113.9","eventType":"AwsApiCall",
        "eventID":"11111111-0000-4000-8000-000000000003","recipientAccountId":"111122223333",
        "userIdentity":{"type":"IAMUser","principalId":"AIDAX","accountId":"111122223333","userName":"x"},
        "requestParameters":{"userName":"=cmd\\u001b[31m\\nboom"},"responseElements":null}]}' >hostile.json
    "$TRAILCASE" ingest -q hostile.db hostile.json >/dev/null
    "$TRAILCASE" mark hostile.db -q address:203.0.113.9 attacker >/dev/null
    run -0 "$TRAILCASE" residue hostile.db
    [[ $output != *$'\e'* ]]
    [ "${#lines[@]}" -eq 2 ]
    run -0 "$TRAILCASE" residue hostile.db --format csv
    [[ $output == *"'=cmd"* && $output != *$'\e'* ]]
    "$TRAILCASE" residue hostile.db --format json | jq -e '.[0].name | contains("boom")'
}

@test "without anything attributed there is nothing, and a wrong state is refused" {
    "$TRAILCASE" ingest -q fresh.db "$MODEL/logs/AWSLogs" >/dev/null
    [ "$("$TRAILCASE" residue fresh.db --state all --format json | jq length)" -eq 0 ]
    run -2 "$TRAILCASE" residue fresh.db --state closed
}

@test "on invictus-2023 residue equals a reckoning in python over the raw records" {
    [ -d "${TRAILCASE_DATA:-/nonexistent}/invictus-2023" ] || skip "TRAILCASE_DATA names no folder of real logs"
    command -v python3 >/dev/null || skip "python3 is not installed"
    "$TRAILCASE" ingest -q real.db "$TRAILCASE_DATA/invictus-2023" >/dev/null 2>&1 || [ $? -eq 3 ]
    "$TRAILCASE" mark real.db -q principal:bert-jan attacker >/dev/null
    python3 "$TOP_SRCDIR/tests/cli/residue_reckoning.py" "$TRAILCASE_DATA/invictus-2023" bert-jan | sort >theirs
    cut -f1 theirs | sort -u >kinds
    "$TRAILCASE" residue real.db --state all --format json | jq -r --rawfile kinds kinds '
        .[] | select(.kind as $k | $kinds | split("\n") | index($k)) |
        "\(.kind)\t\(.name)\t\(.part // "")\t\(.state)"' | sort >ours
    diff theirs ours
    [ "$(wc -l <ours)" -ge 40 ]
}

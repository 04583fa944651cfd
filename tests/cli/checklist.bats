#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What is to be done: on the sample case held to its truth, and with names made to run commands of their own.

setup_file() {
    export MODEL="$BATS_FILE_TMPDIR/model" GROWN="$BATS_FILE_TMPDIR/grown.db" TRAILCASE_NOW=2020-05-01T00:00:00Z
    command -v jq >/dev/null || return 0
    "${TOP_BUILDDIR:-build}/samples/gen" model "$MODEL"
    "$TRAILCASE" ingest -q "$GROWN" "$MODEL/logs" >/dev/null
    "$TRAILCASE" scope "$GROWN" -q --seed "event:$(jq -r .lead_event "$MODEL/truth.json")" --auto >/dev/null
    export ROLE="$BATS_FILE_TMPDIR/role.db"
    "${TOP_BUILDDIR:-build}/samples/gen" role "$BATS_FILE_TMPDIR/role"
    "$TRAILCASE" ingest -q "$ROLE" "$BATS_FILE_TMPDIR/role/logs" >/dev/null
    "$TRAILCASE" scope "$ROLE" -q --seed "event:$(jq -r .lead_event "$BATS_FILE_TMPDIR/role/truth.json")" --auto >/dev/null
    "$TRAILCASE" checklist "$ROLE" -t json >"$BATS_FILE_TMPDIR/role.json"
}

bats_require_minimum_version 1.5.0

setup() {
    command -v jq >/dev/null || skip "jq is not installed"
    cd "$BATS_TEST_TMPDIR" || return
}

# An aws that writes down what it is asked for, one call a line with its words in brackets, and finds everything as the
# attacker left it.
fake_aws() {
    mkdir -p bin
    cat >bin/aws <<'AWS'
#!/bin/bash
printf '%s\n' "$(printf '<%q>' "$@")" >>calls
case $* in
*get-caller-identity*) echo "${FAKE_ACCOUNT:-111122223333}" ;;
*describe-snapshots*) ;;
*\ describe-* | *\ list-*) echo there ;;
esac
AWS
    chmod +x bin/aws
    export PATH="$PWD/bin:$PATH"
}

@test "the eight keys are deactivated and deleted, and nobody else's" {
    "$TRAILCASE" checklist "$GROWN" -t json >list.json
    jq -r '.per_key | keys[]' "$MODEL/truth.json" | sort >keys
    jq -r '.[] | select(.kind == "key-leaked" and .phase == "contain").targets[1]' list.json | sort | diff keys -
    jq -r '.[] | select(.kind == "key-leaked" and .phase == "eradicate").targets[1]' list.json | sort | diff keys -
}

@test "every rule of the attacker is revoked, on its group, once, by a command of its own" {
    "$TRAILCASE" checklist "$GROWN" -t json |
        jq -r '.[] | select(.kind == "security-group-rule").command' | sort >commands
    [ "$(wc -l <commands)" -eq "$(jq .security_group_rules "$MODEL/truth.json")" ]
    [ -z "$(uniq -d commands)" ]
    [ "$(grep -c '"CidrIp":"0.0.0.0/0"' commands)" -eq "$(wc -l <commands)" ]
    [ "$(grep -o -- '--group-id=[^ ]*' commands | sort -u | wc -l)" -eq "$(jq .security_groups "$MODEL/truth.json")" ]
    "$TRAILCASE" checklist "$GROWN" -t json | jq -e 'all(.[]; .kind != "security-group-rule" or .undo == null)'
}

@test "instance and key pair have their steps, evidence before what destroys it" {
    "$TRAILCASE" checklist "$GROWN" -t json >list.json
    run -0 jq -r --arg id "$(jq -r .instance "$MODEL/truth.json")" \
        '.[] | select(.targets[0] == $id) | "\(.phase) \(.first != null)"' list.json
    [ "$output" = "contain false
preserve false
eradicate true
recover true" ]
    jq -e --arg name "$(jq -r .key_pair "$MODEL/truth.json")" \
        'any(.[]; .kind == "key-pair" and .target == $name and .region != null)' list.json
}

@test "the cost of a key in daily use is counted as jq counts it" {
    key=$(jq -r '.per_key | to_entries[] | select(.value.dormant_30d | not) | .key' "$MODEL/truth.json" | head -1)
    last=$("$TRAILCASE" info "$GROWN" --format json | jq -r .last)
    from=$(date -u -d "$last - 7 days" +%Y-%m-%dT%H:%M:%SZ)
    count=$(find "$MODEL/logs" -name '*.json.gz' -exec zcat {} + | jq -r --arg key "$key" --arg from "$from" \
        --slurpfile truth "$MODEL/truth.json" '.Records[] | select(.userIdentity.accessKeyId == $key and
        .eventTime >= $from and (.sourceIPAddress as $a | $truth[0].attacker.addresses | index($a) | not)) | .eventID' |
        sort -u | wc -l)
    "$TRAILCASE" checklist "$GROWN" -t json | jq -r --arg key "$key" \
        '.[] | select(.kind == "key-leaked" and .targets[1] == $key and .phase == "contain").danger' | tr -d , |
        grep -F "$count calls from"
}

@test "users in use are not told to be disabled, and unused ones are" {
    "$TRAILCASE" checklist "$GROWN" -t json | jq -r '.[] | select(.kind == "user-unused").target' | sort >unused
    [ "$(wc -l <unused)" -eq 5 ]
    run ! grep -E 'oskar.lind|asset-sync|priya.nair' unused
}

@test "a policy of the calls in use allows what the owner did and not what the attacker did" {
    "$TRAILCASE" checklist "$GROWN" -t json |
        jq -r '.[] | select(.kind == "least-privilege" and .target == "asset-sync").why[0]' |
        sed 's/.*need no more: //' >policy.json
    jq -e '.Statement[0].Effect == "Allow" and (.Statement[0].Action | length > 0)' policy.json
    run ! grep -E 'DescribeInstances|DescribeDBInstances' policy.json
}

@test "each form has every item, and tables cut nothing" {
    "$TRAILCASE" checklist "$GROWN" -t json | jq -r '.[].id' >ids
    [ -z "$(sort ids | uniq -d)" ]
    for type in table md csv sh; do
        "$TRAILCASE" checklist "$GROWN" -t "$type" >"out.$type"
        while read -r id; do grep -qF -- "$id" "out.$type"; done <ids
    done
    head -1 out.csv | grep -q '^state,phase,id,action,'
}

@test "ticks are kept, journalled and taken back" {
    cp "$GROWN" own.db
    id=$("$TRAILCASE" checklist own.db -t json | jq -r '.[0].id')
    "$TRAILCASE" checklist own.db --done "$id" --assign mia --note "key gone at 9"
    "$TRAILCASE" checklist own.db -t json | jq -e '.[0] | .state == "done" and .assignee == "mia" and .note == "key gone at 9"'
    "$TRAILCASE" checklist own.db --item "$id" --note ""
    "$TRAILCASE" checklist own.db -t json | jq -e '.[0] | .state == "done" and .note == null'
    "$TRAILCASE" undo own.db
    "$TRAILCASE" checklist own.db -t json | jq -e '.[0].note == "key gone at 9"'
    "$TRAILCASE" undo own.db
    "$TRAILCASE" checklist own.db -t json | jq -e '.[0] | .state == "open" and .assignee == null'
    "$TRAILCASE" verify own.db
    run -2 "$TRAILCASE" checklist own.db --done nothing-like-it
    run -2 "$TRAILCASE" checklist own.db --note "on what?"
}

@test "indicators are the addresses, keys and events of the truth" {
    "$TRAILCASE" export "$GROWN" iocs --format json >iocs.json
    for kind in address:addresses key:keys agent:agents; do
        jq -r --arg type "${kind%:*}" '.[] | select(.type == $type).value' iocs.json | sort >ours
        jq -r --arg member "${kind#*:}" '.attacker[$member][]' "$MODEL/truth.json" | sort | diff - ours
    done
    [ "$(jq '[.[] | select(.type == "address").events] | add' iocs.json)" = "$(jq '.attacker.events' "$MODEL/truth.json")" ]
    run -2 "$TRAILCASE" export "$GROWN" nothing
}

@test "the script only shows, until it is told to apply" {
    fake_aws
    "$TRAILCASE" checklist "$GROWN" -t sh -o list.sh
    bash list.sh >shown
    [ ! -e calls ]
    [ "$(grep -c 'aws ec2 revoke-security-group-ingress' shown)" -eq 344 ]
    run -2 bash list.sh --aply
}

@test "the script applies what it is told to, and nothing by itself" {
    fake_aws
    "$TRAILCASE" checklist "$GROWN" -t sh -o list.sh
    run -2 bash list.sh --apply
    [[ $output == *"how far"*"--phase"* ]]
    run -2 bash list.sh --apply --phase contian
    run -2 bash list.sh --apply --only contain-nothing
    [ ! -e calls ] || run ! grep -vE 'get-caller-identity' calls
    run bash list.sh --apply --all
    [[ $output == *"it runs with --only eradicate-"*" by name"* ]]
    run ! grep -E 'delete-access-key|terminate-instances' calls
}

@test "what cannot be taken back runs when it is named, and only after what has to come first" {
    fake_aws
    "$TRAILCASE" checklist "$GROWN" -t sh -o list.sh
    id=$("$TRAILCASE" checklist "$GROWN" -t json | jq -r 'first(.[] | select(.kind == "key-leaked" and .by_name and .phase == "eradicate")).id')
    bash list.sh --apply --only "$id" || true
    grep delete-access-key calls
    sed -i '/list-/d' bin/aws
    rm calls
    run -0 bash list.sh --apply --only "$id"
    [[ $output == *"done already"* ]]
    run -1 bash list.sh --apply --again --only "$id"
    [[ $output == *"not yet: it has not been deactivated first"* ]]
    run ! grep delete-access-key calls
}

@test "the script says by its exit what is left, and to whom" {
    fake_aws
    "$TRAILCASE" checklist "$GROWN" -t sh -o list.sh
    run -1 bash list.sh --check
    [[ $output == *" open; left to you: "* ]]
    id=$("$TRAILCASE" checklist "$GROWN" -t json | jq -r 'first(.[] | select(.by_hand and .check == null)).id')
    run -3 bash list.sh --check --only "$id"
    sed -i "s/^accounts=.*/accounts=(111122223333 222233334444)/" list.sh
    FAKE_ACCOUNT=222233334444 run -3 bash list.sh --apply --phase contain
    [[ $output == *"of account 111122223333: skipped"* ]]
    run ! grep update-access-key calls
}

@test "a key in use stops by name only, after a decision about the work it does" {
    "$TRAILCASE" checklist "$GROWN" -t json >list.json
    jq -r '.[] | select(.kind == "key-new").targets[1]' list.json | sort >work
    [ "$(wc -l <work)" -eq 2 ]
    jq -r '.[] | select(.kind == "key-leaked" and .phase == "contain" and .by_name).targets[1]' list.json | sort | diff work -
    [ "$(jq -r 'map(.kind)[0]' list.json)" = key-new ]
    # What is contained is not idle, and a boundary has the name of whose it is.
    jq -r '.[] | select(.kind == "keys-idle").targets[]' list.json >idle
    run ! grep -f <(jq -r '.[] | select(.kind == "key-leaked").targets[1]' list.json) idle
    [ "$(jq -r '.[] | select(.kind | startswith("least-privilege")).command' list.json | grep -c create-policy)" -eq 3 ]
    [ -z "$(jq -r '.[] | select(.kind | startswith("least-privilege")).command' list.json | grep -o 'policy-name=[^ ]*' | sort | uniq -d)" ]
    jq -e 'all(.[]; .kind != "user-unused" or (.why[0] | contains("console")))' list.json
}

@test "what the attacker runs and is goes before their keys, and nothing points to what is not there" {
    kinds=$(jq -r '.[] | select(.phase == "contain").kind' "$BATS_FILE_TMPDIR/role.json" | awk '!seen[$0]++' |
        grep -xE 'function|user|role|(user|role)-policy-attached|access-key|login-profile|sessions-role' | paste -sd' ')
    [ "$kinds" = "function user role user-policy-attached role-policy-attached access-key login-profile sessions-role" ]
    for list in "$BATS_FILE_TMPDIR/role.json" <("$TRAILCASE" checklist "$GROWN" -t json); do
        cat "$list" >list.json
        jq -r '.[].danger | strings' list.json | grep -oE '(contain|preserve|eradicate|recover)-[0-9a-f]{10}' | sort -u >named || true
        [ -z "$(comm -23 named <(jq -r '.[].id' list.json | sort))" ]
        run ! grep -i 'see the items that' list.json
    done
}

@test "the instance whose credentials were taken is kept, isolated and rebuilt, and the way from role to role named" {
    id=$(jq -r '.attacker.sessions[0] | capture("(?<i>i-[0-9a-f]+)").i' "$BATS_FILE_TMPDIR/role/truth.json")
    run -0 jq -r --arg id "$id" '.[] | select(.target == $id) | "\(.phase) \(.kind) \(.region)"' "$BATS_FILE_TMPDIR/role.json"
    [ "$output" = "contain instance-robbed us-east-1
contain instance-imds us-east-1
preserve instance-robbed us-east-1
recover instance-robbed us-east-1" ]
    run -0 jq -r '.[] | select(.kind == "role-chain").targets | join(" from ")' "$BATS_FILE_TMPDIR/role.json"
    [ "$output" = "ci-deploy from web-instance
OrganizationAccountAccessRole from ci-deploy" ]
    jq -e 'any(.[]; .kind == "imdsv2" and .phase == "harden")' "$BATS_FILE_TMPDIR/role.json"
}

@test "the rule that would have told first is named, with how much earlier than the lead" {
    "$TRAILCASE" checklist "$GROWN" -t json | jq -r '.[] | select(.kind == "rule-first").why[]' >why
    # A rule on single calls tells with the attacker's first that it hits, one that counts with the last of what it counted.
    first=$("$TRAILCASE" sql "$GROWN" --format csv "SELECT strftime('%Y-%m-%d %H:%M', min(t), 'unixepoch') FROM (
        SELECT iif(rule.kind IN ('event', 'new'), min(iif(a.state = 'attributed', e.time_s, NULL)), max(e.time_s)) AS t,
               max(a.state = 'attributed') AS mine
          FROM hit JOIN rule USING (rule_id) JOIN event AS e USING (event_id) LEFT JOIN attribution AS a USING (event_id)
         WHERE silent = 0 AND level >= 2 GROUP BY rule_id, window) WHERE mine" | tail -1)
    grep -qF "at $first, 21 hours 57 minutes before the CreateKeyPair that the case began with" <(head -1 why)
    [ "$(wc -l <why)" -eq 3 ]
    # The report says the same of the same rules.
    "$TRAILCASE" report "$GROWN" -t json | jq -r '[.sooner.rules[] | select(.level | IN("medium", "high", "critical"))][:3][] |
        "\(.title) (\(.level)): at \(.time[:16] | sub("T"; " "))"' >sooner
    diff sooner <(grep -o '^.*at ....-..-.. ..:..' why | sed 's/ UTC//')
}

@test "advice is for whom the owner has, by what they use, whatever the attacker came by" {
    "$TRAILCASE" checklist "$ROLE" -t json >list.json
    run -0 jq -r '[.[] | select(.kind == "least-privilege-role").target] | sort | join(" ")' list.json
    [ "$output" = "OrganizationAccountAccessRole ci-deploy web-instance" ]
    jq -e 'any(.[]; .kind == "least-privilege-role" and .target == "web-instance" and
        (.why[1] | contains("the attacker made 3 calls with rights that the owner is not seen to use: sts:AssumeRole")))' list.json
    jq -e 'any(.[]; .kind == "trail-guard" and .target == "company-trail" and (.why[0] | startswith("StopLogging by")))' list.json
    # Keys of each account by themselves, so that no command is run against another.
    run -0 jq -r '[.[] | select(.kind == "keys-idle").account] | sort | join(" ")' list.json
    [ "$output" = "111122223333 444455556666" ]
    jq -e 'any(.[]; .kind == "keys-idle" and any(.why[]; test("lab-etl: in use, at least [0-9]+ days old")))' list.json
}

@test "what a stopped trail missed is fetched in every region, and what was read is named" {
    run -0 jq -r '.[] | select(.kind == "trail-gap" and .phase == "preserve").command' "$BATS_FILE_TMPDIR/role.json"
    [ "$(grep -c 'lookup-events --start-time=2020-03-29T00:58:17Z --end-time=2020-03-29T04:36:17Z' <<<"$output")" -eq 3 ]
    jq -e 'any(.[]; .kind == "trail-gap" and .phase == "eradicate" and (.command | contains("list-users")))' "$BATS_FILE_TMPDIR/role.json"
    run -0 jq -r '.[] | select(.kind == "object-secret").targets[1]' "$BATS_FILE_TMPDIR/role.json"
    [ "$output" = "env/web-0.yml
terraform/network.tfstate" ]
    [ "$(jq '[.[] | select(.kind == "objects-read").events_total] | add' "$BATS_FILE_TMPDIR/role.json")" -eq 102 ]
    "$TRAILCASE" checklist "$GROWN" -t json | jq -r '.[] | select(.kind == "doors").command' >doors
    [ "$(grep -o 'sg-[0-9a-f]*' doors | sort -u | wc -l)" -eq "$(jq .security_groups "$MODEL/truth.json")" ]
}

@test "the page has each point and each command of the Markdown, and when a step is not to be done" {
    "$TRAILCASE" checklist "$ROLE" -t html >list.html
    "$TRAILCASE" checklist "$ROLE" -t json >list.json
    for word in because mind 'not as long as'; do
        [ "$(grep -c "^<li>$word: " list.html)" -gt 0 ]
        [ "$(grep -c "^<li>$word: " list.html)" -eq "$("$TRAILCASE" checklist "$ROLE" -t md | grep -c "^ *- $word: ")" ]
    done
    [ "$(grep -c '<summary>So as long as this prints nothing' list.html)" -eq "$(grep -c '^<li>not as long as: ' list.html)" ]
    [ "$(grep -cE '<summary>(Do|Do, once it is decided|By hand)</summary>' list.html)" -eq "$(jq '[.[] | select(.state == "open" and .command)] | length' list.json)" ]
}

@test "revoking is done again after a later theft, never by one who came in by the role" {
    fake_aws
    "$TRAILCASE" checklist "$ROLE" -t sh -o list.sh
    id=$(jq -r 'first(.[] | select(.kind == "sessions-role" and .target == "ci-deploy")).id' "$BATS_FILE_TMPDIR/role.json")
    jq -e --arg id "$id" '.[] | select(.id == $id) | (.check | contains("max([@,`\"2020-03-28T13:02:49Z\"`])")) and
        (.command | contains("$(date -u"))' "$BATS_FILE_TMPDIR/role.json"
    cat >bin/aws <<'AWS'
#!/bin/bash
echo "$*" >>calls
case $* in
*query=Account*) echo 111122223333 ;;
*get-role-policy*) [ -e revoked ] && echo 2020-05-01T00:00:00Z || exit 0 ;;
*put-role-policy*) touch revoked ;;
*query=\[Arn\]*) [ -n "${OUTSIDE:-}" ] && echo arn ;;
esac
exit 0
AWS
    run -1 bash list.sh --apply --only "$id"
    [[ $output == *"not yet: you are in by this role yourself"* ]]
    OUTSIDE=1 run -0 bash list.sh --apply --only "$id"
    [ -e revoked ]
    grep -E 'aws:TokenIssueTime":"20[0-9-]+T[0-9:]+Z"' calls
}

@test "a rule that is gone already does not stop the others" {
    fake_aws
    cat >bin/aws <<'AWS'
#!/bin/bash
case $* in
*get-caller-identity*) echo 111122223333 ;;
*revoke-security*) echo "An error occurred (InvalidPermission.NotFound)" >&2; touch revoked; exit 254 ;;
*describe-security-groups*) [ -e revoked ] || echo there ;;
esac
AWS
    "$TRAILCASE" checklist "$GROWN" -t sh -o list.sh
    id=$("$TRAILCASE" checklist "$GROWN" -t json | jq -r 'first(.[] | select(.kind == "security-group-rule")).id')
    run -0 bash list.sh --apply --only "$id"
    [[ $output == *"1 done, 0 done already, 0 failed"* ]]
}

@test "each command in Markdown says in which account it is to run" {
    "$TRAILCASE" checklist "$GROWN" -t md >list.md
    grep -q 'aws sts get-caller-identity' list.md
    [ -z "$(awk '/^    ~~~~~~sh/ { getline; if ($0 !~ /^    # account [0-9]+$/) print }' list.md)" ]
}

@test "the script refuses another account" {
    fake_aws
    "$TRAILCASE" checklist "$GROWN" -t sh -o list.sh
    FAKE_ACCOUNT=999999999999 run -2 bash list.sh --apply --all
    [[ $output == *"999999999999"*"nothing was done"* ]]
    [ "$(wc -l <calls)" -eq 1 ]
}

@test "the script runs one item, with the profile it is given, and never one that is by hand" {
    fake_aws
    "$TRAILCASE" checklist "$GROWN" -t sh -o list.sh
    id=$("$TRAILCASE" checklist "$GROWN" -t json | jq -r '.[] | select(.kind == "key-new").id' | head -1)
    run -3 bash list.sh --apply --only "$id"
    run ! grep create-access-key calls
    id=$("$TRAILCASE" checklist "$GROWN" -t json | jq -r '.[] | select(.kind == "instance" and .phase == "recover").id')
    run -1 bash list.sh --apply --only "$id" --profile ir
    [[ $output == *"no snapshot"* ]]
    run ! grep terminate-instances calls
    grep -F -- '<--profile=ir>' calls
}

@test "the scripts of all samples pass shellcheck" {
    command -v shellcheck >/dev/null || skip "shellcheck is not installed"
    "${TOP_BUILDDIR:-build}/samples/gen" console console
    "$TRAILCASE" ingest -q console.db console/logs >/dev/null
    "$TRAILCASE" scope console.db -q --seed "event:$(jq -r .lead_event console/truth.json)" --auto >/dev/null
    cp "$GROWN" model.db
    cp "$ROLE" role.db
    for sample in model role console; do
        "$TRAILCASE" checklist $sample.db -t sh -o $sample.sh
        shellcheck $sample.sh
    done
    "$TRAILCASE" checklist console.db -t json >list.json
    jq -e 'any(.[]; .kind == "sessions-user" and .target == "helen.ortiz" and (.command | contains("aws:TokenIssueTime")))' list.json
    jq -e 'any(.[]; .state == "reversed" and (.reversed | startswith("already done in the logs, ") and contains("a.keller")))' list.json
    jq -e 'any(.[]; .kind == "mfa-required" and .target == "helen.ortiz" and (.undo | contains("delete-user-policy")))' list.json
    "$TRAILCASE" checklist role.db -t json | jq -r '.[] | select(.kind == "secret-read").target' | sort >secrets
    [ "$(wc -l <secrets)" -eq 4 ]
}

@test "hostile names are words and nothing else: in the script, in a table, in csv, in Markdown" {
    fake_aws
    python3 -c '
import json
names = ["$(touch pwned)", "`touch pwned`", "a\"; touch pwned; \"", "x\x27; touch pwned; \x27", "line\ntouch pwned\n",
         "-rf", "--profile=evil", "\x1b]0;pwned\x07", "=cmd|x", "a]|[0]", "<img src=x>", "~~~~~~"]
print(json.dumps({"Records": [{"eventVersion": "1.05", "eventID": "e%d" % i, "eventTime": "2020-04-08T01:%02d:00Z" % i,
    "eventSource": "ec2.amazonaws.com", "eventName": "CreateKeyPair", "awsRegion": "us-east-1",
    "sourceIPAddress": "203.0.113.9", "userAgent": "x", "recipientAccountId": "111122223333",
    "userIdentity": {"type": "IAMUser", "principalId": "AIDA1", "arn": "arn:aws:iam::111122223333:user/u",
        "accountId": "111122223333", "userName": "u\n$(touch pwned)", "accessKeyId": "AKIAEXAMPLE"},
    "requestParameters": {"keyName": n}, "responseElements": {"keyName": n}} for i, n in enumerate(names)]}))
json.dump(names, open("names.json", "w"))' >hostile.json
    "$TRAILCASE" ingest -q hostile.db hostile.json >/dev/null
    "$TRAILCASE" mark hostile.db ip:203.0.113.9 attacker
    "$TRAILCASE" checklist hostile.db -t sh -o list.sh
    if command -v shellcheck >/dev/null; then shellcheck list.sh; fi
    run ! grep -nP '[\x00-\x08\x0b-\x1f\x7f]' list.sh
    bash list.sh >shown
    run -1 bash list.sh --apply --all
    printf '%s\n' "$output" >applied
    [ ! -e pwned ]
    run ! grep -P '[\x00-\x08\x0b-\x1f\x7f]' shown applied
    python3 -c '
import json, subprocess
words = [l for l in open("calls", encoding="utf-8", errors="surrogateescape") if "<delete-key-pair>" in l]
names = json.load(open("names.json"))
assert len(words) == len(names), (len(words), len(names))
import re
got = []
for line in words:
    q = re.search(r"<(--key-name=.*|\$\x27--key-name=.*)><--region", line).group(1)
    got.append(subprocess.run(["bash", "-c", "printf %s " + q], capture_output=True, text=True).stdout[len("--key-name="):])
assert got == names, (got, names)'
    "$TRAILCASE" checklist hostile.db -t csv >list.csv
    python3 -c '
import csv
for row in csv.reader(open("list.csv")):
    for cell in row:
        assert not cell or cell[0] not in "=+-@\t\r", cell'
    for type in table csv md; do
        "$TRAILCASE" checklist hostile.db -t $type >out
        run ! grep -P '[\x00-\x08\x0b-\x1f\x7f]' out
    done
    grep -v '^    aws ' out >prose
    run ! grep '[^\\]<img' prose
}

@test "least privilege is a policy of the owner's calls, on what all of them were on" {
    "$TRAILCASE" checklist "$GROWN" -t json >list.json
    jq -r '.[] | select(.phase == "harden") | .why[] | capture("(?<policy>\\{\"Version\".*)") | .policy' list.json >policies
    [ "$(wc -l <policies)" -ge 3 ]
    jq -es 'all(.Version == "2012-10-17" and (.Statement | length > 0 and all(.Effect == "Allow" and (.Action | length > 0) and .Resource)))' policies
    # asset-sync puts objects into one bucket, by another reading of the logs.
    zcat "$MODEL"/logs/AWSLogs/*/CloudTrail/*/*/*/*/*.json.gz | jq -r '.Records[] | select(.userIdentity.userName == "asset-sync" and
        .errorCode == null and .sourceIPAddress == "198.51.100.22") | "\(.eventName) \(.requestParameters.bucketName)"' | sort -u >calls
    [ "$(cat calls)" = "PutObject fernhollow-assets" ]
    jq -es 'any(.Statement == [{"Sid": "CallsInUseOn1", "Effect": "Allow", "Action": ["s3:PutObject"],
        "Resource": ["arn:aws:s3:::fernhollow-assets", "arn:aws:s3:::fernhollow-assets/*"]}])' policies
}

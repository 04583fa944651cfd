#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Which program an agent names: in lists, filters, robots and on an event, on the sample case.

setup_file() {
    "${TOP_BUILDDIR:-build}/samples/gen" model "$BATS_FILE_TMPDIR/model"
    cd "$BATS_FILE_TMPDIR" || return
    "$TRAILCASE" ingest -q model.db model/logs >/dev/null
}

setup() {
    bats_require_minimum_version 1.5.0
    cd "$BATS_FILE_TMPDIR" || return
}

@test "a list of agents names class, client, version and system" {
    "$TRAILCASE" list model.db agents --format json >agents.json
    jq -e 'map(select(.value == "aws-cli/1.18.33 Python/3.5.1 Linux/3.10.0-1062.el7.x86_64 botocore/1.15.33")) | length == 1 and
           (.[0] | .client == "AWS CLI 1" and .version == "1.18.33" and .system == "Enterprise Linux 7" and .class == "cli")' agents.json
    jq -e 'all(.[]; .class != null and .client != "")' agents.json
    jq -e 'map(select(.class == "other")) == []' agents.json
}

@test "client: finds a class, a client or a system, and is what agent: says" {
    all() { "$TRAILCASE" events model.db "$1" --format jsonl | jq -r .id | sort; }
    [ "$(all 'client:cli' | wc -l)" -gt 0 ]
    diff <(all 'client:cli') <(all 'agent:(aws-cli/*,[aws-cli/*)')
    diff <(all 'client:"AWS CLI 2"') <(all 'agent:(aws-cli/2*,[aws-cli/2*)')
    diff <(all 'client:boto3') <(all 'agent:(boto3/*,[boto3/*)')
    diff <(all 'client:"AWS Lambda"') <(all 'agent:*exec-env/AWS_Lambda*')
    [ "$(all 'client:attack' | wc -l)" -eq "$(all 'client:kali' | wc -l)" ]
}

@test "first use of the command line by a principal is one filter away" {
    "$TRAILCASE" events model.db 'principal:priya.nair client:cli' --format jsonl -n 1 | jq -e '.agent | startswith("aws-cli/")'
    first=$("$TRAILCASE" events model.db 'principal:priya.nair client:cli' --format jsonl | jq -rs '.[0].time')
    [ "$first" = "$("$TRAILCASE" events model.db 'principal:priya.nair agent:*aws-cli/*' --format jsonl | jq -rs 'map(.time) | min')" ]
}

@test "the baseline compares clients, so a new version is no new program" {
    "$TRAILCASE" robot model.db baseline priya.nair --window 2020-04-07..2020-04-08 -q --format json >rows.json
    jq -e 'any(.[]; .dimension == "client")' rows.json
    "$TRAILCASE" events model.db 'principal:priya.nair since:2020-04-07 until:2020-04-09 client:"AWS CLI 1"' --format jsonl |
        jq -s length >events
    [ "$(jq 'map(select(.dimension == "client" and .value == "AWS CLI 1"))[0].events // 0' rows.json)" -eq "$(cat events)" ]
}

@test "an event says which program made it, and a case of before is told by itself" {
    event=$("$TRAILCASE" events model.db 'api:CreateKeyPair since:2020-04-07' --format jsonl | jq -r .id | head -1)
    run -0 "$TRAILCASE" show model.db "$event"
    [[ $output == *"AWS CLI 1.18.33 on Enterprise Linux 7 (cli)"* ]]
    cp model.db older.db
    sqlite3 older.db "UPDATE agent SET class = NULL, client = NULL; DELETE FROM meta WHERE name = 'agent_rules'"
    "$TRAILCASE" ingest -q older.db >/dev/null
    diff <("$TRAILCASE" list older.db agents --format csv) <("$TRAILCASE" list model.db agents --format csv)
}

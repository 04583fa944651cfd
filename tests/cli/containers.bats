#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Everything that CloudTrail records travel in. Each file of tests/data/containers holds the same two calls in
# another wrapping, unless its name says that it is refused or rejected.

bats_require_minimum_version 1.5.0

setup() {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    command -v jq >/dev/null || skip "jq is not installed"
    source "$TOP_SRCDIR/tests/cli/accounted.bash"
    DATA=$TOP_SRCDIR/tests/data/containers
    cd "$BATS_TEST_TMPDIR" || return 1
}

# holds_both FILE...: two events come out, and their records are byte for byte those of records.json.
holds_both() {
    local file extension=$TOP_BUILDDIR/src/store/trailcase
    local texts='SELECT event_json(event_id) FROM event ORDER BY time_s'
    "$TRAILCASE" ingest whole.db "$DATA/records.json" >/dev/null
    for file in "$@"; do
        rm -f case.db*
        echo "# $file"
        ingested case.db "$DATA/$file"
        [ "$status" = 0 ]
        jq -e '.accounting.records | [.stored, .duplicate, .rejected] == [2, 0, 0]' <<<"$output"
        if [ -e "$extension.so" ]; then
            [ "$(sqlite3 case.db ".load $extension" "$texts")" = "$(sqlite3 whole.db ".load $extension" "$texts")" ]
        fi
        ingested case.db "$DATA/records.json"
        jq -e '.accounting.records | [.stored, .duplicate, .rejected] == [2, 2, 0]' <<<"$output"
        [ "$(jq .accounting.conflicts <<<"$output")" = 0 ]
    done
}

refused() {
    ingested case.db "$DATA/$1"
    [ "$status" = 3 ]
    [ "$(jq .accounting.files.refused <<<"$output")" = 1 ]
    counts 0 0 0 0
    jq -e --arg says "$2" '.refused[0].reason | contains($says)' <<<"$output"
}

@test "arrays, lines, a byte order mark, values back to back" {
    holds_both lines.jsonl utf8-bom.json firehose.json
}

@test "a byte order mark or a record separator before each value is nothing" {
    local bom=$'\xEF\xBB\xBF'
    { printf %s "$bom"; head -n 1 "$DATA/lines.jsonl"; printf %s "$bom"; tail -n 1 "$DATA/lines.jsonl"; } >marked.json
    ingested case.db marked.json
    [ "$status" = 0 ]
    counts 2 2 0 0
    sed $'s/^/\x1E/' "$DATA/lines.jsonl" >sequence.json
    ingested case.db sequence.json
    [ "$status" = 0 ]
    counts 4 2 2 0
}

@test "an array over many lines keeps its own spelling" {
    ingested case.db "$DATA/array.json" "$DATA/records.json"
    counts 4 2 2 0
    [ "$(jq .accounting.conflicts <<<"$output")" = 0 ]
}

@test "lookup-events of both versions of the command line" {
    holds_both lookup-events-v1.json lookup-events-v2.json
}

@test "CloudWatch Logs: subscription, filter, get, export task, Insights" {
    holds_both cwl-subscription.json cwl-subscription.json.gz cwl-awslogs.json cwl-filter.json cwl-get.json \
        cwl-export.txt cwl-insights.json
}

@test "Lake with the whole record in eventJson" {
    holds_both lake-eventjson.json
}

@test "EventBridge, SNS and SQS, inside each other" {
    holds_both eventbridge.jsonl sns.json sqs.json nested.json
}

@test "SQS, SNS and Kinesis as a Lambda function is handed them, and get-records of Kinesis" {
    holds_both sqs-lambda.json sns-lambda.json kinesis-lambda.json kinesis-get.json
}

@test "OCSF is read where it holds the record, and refused by name where it does not" {
    holds_both ocsf-raw.jsonl
    rm -f case.db*
    refused refused-ocsf.jsonl OCSF
}

@test "what other programs write is refused by its name" {
    local name bytes
    while read -r name bytes; do
        printf '%b' "$bytes" >"$name"
        head -c 300 /dev/zero | tr '\0' x >>"$name"
        rm -f case.db*
        ingested case.db "$name"
        [ "$status" = 3 ]
        jq -e --arg says "$name" '.refused[0].reason | contains($says)' <<<"$output"
    done <<'MAGIC'
7-Zip 7z\xBC\xAF\x27\x1C
RAR Rar!\x1A\x07
LZ4 \x04\x22\x4D\x18
LZMA \x5D\x00\x00\x80\x00
compress \x1F\x9D\x90
Snappy \xFF\x06\x00\x00sNaPpY
Avro Obj\x01
ORC ORC
UTF-32 \xFF\xFE\x00\x00
HTML <html>
zero \x00\x00\x00\x00\x00\x00\x00\x00
MAGIC
}

@test "Splunk, Elastic and ECS with the original text" {
    holds_both splunk.jsonl splunk-results.json elastic-hits.json elastic-source.jsonl ecs-original.jsonl
}

@test "Logstash events keep their time under another name" {
    ingested case.db "$DATA/logstash.jsonl"
    [ "$status" = 0 ]
    counts 2 2 0 0
    [ "$(sqlite3 case.db 'SELECT min(time) FROM events')" = 2024-03-01T10:01:00Z ]
}

@test "Insight and network activity events are events" {
    ingested case.db "$DATA/insight.json" "$DATA/network-activity.json"
    [ "$status" = 0 ]
    counts 4 4 0 0
    [ "$(sqlite3 case.db 'SELECT group_concat(n) FROM
        (SELECT flags & 96 AS n FROM event ORDER BY event_id)')" = 32,32,64,64 ]
}

@test "a Lake row and a flattened ECS document are partial events, labelled so" {
    local file
    for file in lake-rows.json ecs-flattened.jsonl; do
        rm -f case.db*
        ingested case.db "$DATA/$file"
        [ "$status" = 0 ]
        counts 2 2 0 0
        [ "$(sqlite3 case.db 'SELECT count(*) FROM event WHERE flags & 256')" = 2 ]
        [ "$(sqlite3 case.db 'SELECT time, principal_key, key, address, api FROM events ORDER BY time LIMIT 1')" = \
            '2024-03-01T10:01:00Z|user:AIDAEXAMPLE000000001|AKIAEXAMPLE000000001|192.0.2.10|ListUsers' ]
    done
}

# findings READ KEPT: of detectors, in the case
findings() {
    [ "$(jq -c '.accounting.findings | [.read, .kept]' <<<"$output")" = "[$1,$2]" ]
}

@test "GuardDuty findings are kept as leads, the newest text of each, whatever the spelling" {
    ingested case.db "$DATA/records.json" "$DATA/guardduty.jsonl"
    [ "$status" = 0 ]
    counts 2 2 0 0
    findings 3 2
    [ "$(sqlite3 case.db 'SELECT type, severity, count, sample, archived, account, region, resource_type, resource, key,
        principal, user_name, address, api_source, api_name, first_s, last_s, updated_s FROM finding ORDER BY finding_id')" = \
'UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom|5.0|3|0|0|111122223333|us-east-1|AccessKey||AKIAEXAMPLE000000001|user:AIDAEXAMPLE000000001|alice|192.0.2.10|iam.amazonaws.com|ListUsers|1709287200|1709287500|1709291160
Recon:EC2/PortProbeUnprotectedPort|2.0|1|1|1|111122223333|us-east-1|Instance|i-0123456789abcdef0||||198.51.100.7|||1709287200|1709287500|1709294400' ]
    [ "$(sqlite3 case.db 'SELECT api, time FROM finding_event JOIN events USING (event_id)')" = 'ListUsers|2024-03-01T10:01:00Z' ]
    [ "$(sqlite3 case.db 'SELECT coalesce(json_extract(body, "$.service.count"), "newest")
        FROM finding_sighting ORDER BY offset_bytes')" = $'newest\n1\nnewest' ]
    sqlite3 case.db 'SELECT body FROM finding ORDER BY finding_id LIMIT 1' | cmp - <(head -n 1 "$DATA/guardduty.jsonl")
    ingested case.db "$DATA/guardduty-cli.json" "$DATA/guardduty-eventbridge.json"
    [ "$status" = 0 ]
    findings 5 2
    [ "$(sqlite3 case.db 'SELECT key, principal, address, api_name, count FROM finding ORDER BY finding_id LIMIT 1')" = \
        'AKIAEXAMPLE000000001|user:AIDAEXAMPLE000000001|192.0.2.10|ListUsers|3' ]
    run -0 "$TRAILCASE" verify case.db
    [[ $output == *'2 findings'* ]]
}

@test "findings compressed, in a tar, in an SNS message; an older one does not displace a newer" {
    gzip -c "$DATA/guardduty.jsonl" >a.jsonl.gz
    tar -czf a.tgz a.jsonl.gz
    jq -c '{Type: "Notification", MessageId: "m", Message: tojson}' "$DATA/guardduty-eventbridge.json" >sns.json
    sed -n 2p "$DATA/guardduty.jsonl" >old.json
    ingested case.db a.tgz sns.json old.json
    [ "$status" = 0 ]
    counts 0 0 0 0
    findings 5 2
    [ "$(sqlite3 case.db 'SELECT count FROM finding ORDER BY finding_id')" = $'3\n1' ]
    ingested case.db a.tgz sns.json old.json
    findings 5 2
}

@test "findings of Security Hub: one of GuardDuty is the same finding, others stand for themselves" {
    ingested case.db "$DATA/records.json" "$DATA/guardduty.jsonl" "$DATA/security-hub.json"
    [ "$status" = 0 ]
    findings 5 3
    [ "$(sqlite3 case.db 'SELECT product, uid, type, severity, count, archived, resource, key, principal, user_name, address, api_name,
        last_s, updated_s FROM finding ORDER BY uid DESC LIMIT 1')" = 'GuardDuty|f0000000000000000000000000000002|Recon:EC2/PortProbeUnprotectedPort|2.0|1|1|i-0123456789abcdef0||||198.51.100.7||1709287500|1709294400' ]
    [ "$(sqlite3 case.db "SELECT product, type, severity, count, archived, resource, key, principal, user_name, address, api_name,
        last_s, updated_s FROM finding WHERE uid LIKE 'f%1'")" = 'GuardDuty|TTPs/UnauthorizedAccess:IAMUser-MaliciousIPCaller.Custom|5.0|7|0|AWS::::Account:111122223333|AKIAEXAMPLE000000001|user:AIDAEXAMPLE000000001|alice|192.0.2.10|ListUsers|1709289000|1709294760' ]
    [ "$(sqlite3 case.db "SELECT product, type, severity, account, region, archived, resource_type, resource, address, first_s
        FROM finding WHERE uid = 'exposed-bucket/1'")" = 'Own checks|Software and Configuration Checks/Public|7.0|111122223333|eu-west-1|1|AwsS3Bucket|arn:aws:s3:::plans|192.0.2.10|' ]
    ingested case.db "$DATA/guardduty-cli.json" "$DATA/security-hub-eventbridge.json"
    findings 7 3
    [ "$(sqlite3 case.db "SELECT count FROM finding WHERE uid LIKE 'f%1'")" = 7 ]
}

@test "a notice of AWS Health about a key in public is about all that was done with it" {
    ingested case.db "$DATA/records.json" "$DATA/health-exposed.json"
    [ "$status" = 0 ]
    findings 1 1
    [ "$(sqlite3 case.db 'SELECT product, type, severity, account, region, key, created_s, description FROM finding')" = \
        'AWS Health|AWS_RISK_CREDENTIALS_EXPOSED|8.0|111122223333|us-east-1|AKIAEXAMPLE000000001|1709285400|A key was seen in a public place.' ]
    [ "$(sqlite3 case.db 'SELECT count(*) FROM finding_event')" = "$(sqlite3 case.db "SELECT count(*) FROM events
        WHERE key = 'AKIAEXAMPLE000000001'")" ]
}

@test "a finding that is no JSON is rejected" {
    { head -n 1 "$DATA/guardduty.jsonl"; echo '{"schemaVersion":"2.0","service":{},"id":nonsense}'; } >bad.jsonl
    ingested case.db bad.jsonl
    [ "$status" = 3 ]
    counts 1 0 0 1
    findings 1 1
}

@test "what is no event is refused, and its name said" {
    refused refused-s3-notification.json 'S3 event notification'
    rm case.db
    refused refused-sns-pointer.json 'points to log files'
    rm case.db
    refused refused-health-other.json 'not about credentials'
    rm case.db
    refused refused-eventbridge-other.json 'not from CloudTrail'
    rm case.db
    refused refused-parquet.parquet 'Parquet'
}

@test "an envelope without an event costs only itself" {
    ingested case.db "$DATA/rejected-sqs-pointer.json" "$DATA/rejected-aggregated.json"
    [ "$status" = 3 ]
    counts 4 2 0 2
    [ "$(jq -r '.rejected[].reason' <<<"$output" | sort | cut -c1-20)" = \
        $'a message that point\nan aggregated event:' ]
}

@test "records of one envelope that are no events are each listed" {
    jq -c '{awslogs: {data: ({messageType: "DATA_MESSAGE", logEvents:
        [{timestamp: 1, message: "{\"a\":1}"}, {timestamp: 2, message: "{\"a\":2}"}]} | tojson | @base64)}}' \
        <<<'{}' >two.json
    ingested case.db two.json
    [ "$status" = 3 ]
    counts 2 0 0 2
}

@test "envelopes too deep inside each other are rejected, not followed" {
    local text='{"eventID":"x"}'
    while [ "${#text}" -lt 4000 ]; do
        text=$(jq -c '{_raw: tojson}' <<<"$text")
    done
    echo "$text" >deep.json
    ingested case.db deep.json
    [ "$status" = 3 ]
    jq -e '.rejected[0].reason | contains("too deep")' <<<"$output"
}

@test "an envelope that unfolds without end is rejected" {
    head -c 80000000 /dev/zero | gzip -9 | base64 -w0 |
        jq -Rc '{awslogs: {data: .}}' >bomb.json
    ingested case.db bomb.json
    [ "$status" = 3 ]
    jq -e '.rejected[0].reason | contains("48 MiB")' <<<"$output"
}

@test "every container that was written for these tests is in one" {
    local file
    for file in "$DATA"/*; do
        grep -qF -- "${file##*/}" "$TOP_SRCDIR"/tests/cli/*.bats || { echo "# ${file##*/} is in no test"; false; }
    done
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The commands that look at a case: list, events, timeline, show, info, sql, in every format, on a few records
# whose strings an attacker chose.

# record TIME API ADDRESS AGENT [MORE-MEMBERS]: one record of user mallory; its eventID is uid-N
record() {
    number=$((number + 1))
    jq -cn --arg time "$1" --arg api "$2" --arg ip "$3" --arg agent "$4" --arg id "uid-$number" \
        --argjson more "${5:-{\}}" '{eventVersion: "1.05",
            userIdentity: {type: "IAMUser", principalId: "AIDAMALLORY", userName: "mallory",
                           accountId: "111122223333", accessKeyId: "AKIAMALLORY"},
            eventTime: $time, eventSource: "iam.amazonaws.com", eventName: $api, awsRegion: "us-east-1",
            sourceIPAddress: $ip, userAgent: $agent, eventID: $id, eventType: "AwsApiCall",
            recipientAccountId: "111122223333"} + $more'
}

setup_file() {
    command -v jq >/dev/null || return 0
    cd "$BATS_FILE_TMPDIR" || return 1
    number=0
    {
        record 2020-04-01T10:00:00Z ListUsers 203.0.113.9 $'a\e[31mred\u202eevil'
        record 2020-04-01T10:00:01Z ListUsers 203.0.113.9 '=cmd|calc!A0'
        record 2020-04-01T11:00:00Z CreateUser 203.0.113.9 $'two\nlines,"quoted"'
        record 2020-04-02T00:00:00Z CreateAccessKey 198.51.100.7 plain \
            '{"responseElements":{"accessKey":{"accessKeyId":"AKIANEW","secretAccessKey":"SECRET"}}}'
        record 2020-04-03T12:00:00Z DeleteUser 198.51.100.7 plain '{"errorCode":"AccessDenied"}'
    } >logs.jsonl
    "$TRAILCASE" ingest -q case.db logs.jsonl >/dev/null
}

setup() {
    command -v jq >/dev/null || skip "jq is not installed"
    cd "$BATS_FILE_TMPDIR" || return 1
}

trailcase() {
    "$TRAILCASE" "$@"
}

@test "list gives the JSON that others rely on" {
    run trailcase list case.db addresses --format json
    [ "$status" -eq 0 ]
    [ "$(jq -c '.[0] | {value, events, first, last, verdict}' <<<"$output")" = \
        '{"value":"203.0.113.9","events":3,"first":"2020-04-01T10:00:00Z","last":"2020-04-01T11:00:00Z","verdict":null}' ]
    [ "$(jq length <<<"$output")" -eq 2 ]
}

@test "list knows every kind in every format" {
    local kind format
    for kind in principals addresses keys agents apis services regions accounts resources errors sessions; do
        for format in table csv json jsonl; do
            trailcase list case.db "$kind" --format "$format" >out
        done
        trailcase list case.db "$kind" --format json | jq -e 'type == "array"' >/dev/null
    done
}

@test "list sorts by a column, both ways, and stops at a limit" {
    run trailcase list case.db apis -s value -n 1 --format jsonl
    [ "$(jq -r .value <<<"$output")" = iam:ListUsers ]
    run trailcase list case.db apis --sort -value -n 1 --format jsonl
    [ "$(jq -r .value <<<"$output")" = iam:CreateAccessKey ]
}

@test "frequency counts the values of a field as events does" {
    local field value count rows
    for field in principal address api outcome access at region; do
        rows=0
        while IFS=$'\t' read -r value count; do
            [ "$(trailcase events case.db "!is:read $field:\"$value\"" --format jsonl | wc -l)" = "$count" ]
            rows=$((rows + 1))
        done < <(trailcase frequency case.db "$field" '!is:read' --format json | jq -r '.[] | [.value, .events] | @tsv')
        [ "$rows" -gt 0 ]
    done
    run trailcase frequency case.db colour
    [ "$status" -eq 2 ]
    [[ $output == *"one of: principal"* ]]
}

@test "list shows the verdict of a mark" {
    cp case.db marked.db
    trailcase mark -q marked.db address:203.0.113.9 attacker
    run trailcase list marked.db addresses --format json
    [ "$(jq -r '.[0].verdict' <<<"$output")" = attacker ]
    run trailcase timeline marked.db --bucket day --format json
    [ "$(jq -c '[.[] | [.events, .attributed, .other]]' <<<"$output")" = '[[3,3,0],[1,0,1],[1,0,1]]' ]
}

@test "no control character of a log reaches a table or a csv" {
    local format
    for format in table csv; do
        trailcase events case.db --format "$format" >out
        trailcase list case.db agents --format "$format" >>out
        trailcase show case.db uid-1 >>out
        [ "$(tr -d '[:print:]\n' <out | wc -c)" -eq 0 ]
        grep -qF 'a^[[31mred<U+202E>evil' out
    done
}

@test "csv keeps formulas, commas and line ends harmless" {
    run trailcase list case.db agents --format csv -s -value
    grep -q "^'=cmd|calc!A0," <<<"$output"
    grep -q '^"two^Jlines,""quoted""",1,' <<<"$output"
    [ "$(wc -l <<<"$output")" -eq 5 ]
}

@test "json keeps what was logged" {
    run trailcase events case.db 'api:CreateUser' --format json
    [ "$(jq -r '.[0].agent' <<<"$output")" = $'two\nlines,"quoted"' ]
}

@test "events go in the order of time, or backward, up to a limit" {
    run trailcase events case.db --format jsonl
    [ "$(jq -r .id <<<"$output" | xargs)" = 'uid-1 uid-2 uid-3 uid-4 uid-5' ]
    run trailcase events case.db --format jsonl --newest -n 2
    [ "$(jq -r .id <<<"$output" | xargs)" = 'uid-5 uid-4' ]
}

@test "the words of a filter and the time options are and-ed" {
    run trailcase events case.db ip:203.0.113.0/24 or is:denied --from 2020-04-01T10:30 --format jsonl
    [ "$(jq -r .id <<<"$output" | xargs)" = 'uid-3 uid-5' ]
    run trailcase events case.db --timeline-start 2020-04-02 --timeline-end 2020-04-03 --format jsonl
    [ "$(jq -r .id <<<"$output")" = uid-4 ]
    run env TRAILCASE_NOW=2020-04-04T00:00:00Z "$TRAILCASE" events case.db --time-offset 1d --format jsonl
    [ "$(jq -r .id <<<"$output")" = uid-5 ]
    run trailcase events case.db --from 2020-04-02 --time-offset 1d
    [ "$status" -eq 2 ]
}

@test "a filter that begins with a minus stands behind two" {
    run trailcase events case.db --format jsonl -- -is:read
    [ "$(jq -r .id <<<"$output" | xargs)" = 'uid-3 uid-4 uid-5' ]
    run trailcase events case.db -is:read
    [ "$status" -eq 2 ]
    [[ $output == *'put -- in front'* ]]
}

@test "a filter that makes no sense points at the character" {
    run trailcase events case.db 'is:read pricipal:x'
    [ "$status" -eq 2 ]
    [ "$output" = 'trailcase: filter, character 9: there is no field "pricipal"; did you mean principal:?' ]
}

@test "timeline counts by the length asked for and folds runs" {
    run trailcase timeline case.db -b hour at:2020-04-01 --format json
    [ "$(jq -c '[.[] | select(.events > 0) | [.start, .events]]' <<<"$output")" = \
        '[["2020-04-01T10:00:00Z",2],["2020-04-01T11:00:00Z",1]]' ]
    [ "$(jq length <<<"$output")" -eq 24 ]
    run trailcase timeline case.db --runs --format json
    [ "$(jq -c '.[0] | [.api, .events, .last]' <<<"$output")" = '["ListUsers",2,"2020-04-01T10:00:01Z"]' ]
}

@test "timeline lanes add up to the events, the attacker's first" {
    run trailcase timeline case.db --lanes address -b day --format json
    [ "$(jq -c '[.[] | [.lane, .start[:10], .events]]' <<<"$output")" = \
        '[["203.0.113.9","2020-04-01",3],["198.51.100.7","2020-04-02",1],["198.51.100.7","2020-04-03",1]]' ]
    cp case.db laned.db
    trailcase mark -q laned.db address:198.51.100.7 attacker
    run trailcase timeline laned.db --lanes address -b day --format json
    [ "$(jq -r '.[0].lane' <<<"$output")" = 198.51.100.7 ]
    [ "$(jq '[.[] | select(.lane == "198.51.100.7")] | map(.attributed) | add' <<<"$output")" -eq 2 ]
    run trailcase timeline case.db --lanes key --limit 1 api:CreateUser --format json
    [ "$(jq -c '[.[] | [.lane, .events]]' <<<"$output")" = '[["AKIAMALLORY",1]]' ]
}

@test "show finds an event by eventID and number and hides its secrets" {
    run trailcase show case.db uid-4
    [ "$status" -eq 0 ]
    [[ $output == *'iam:CreateAccessKey by mallory'* ]]
    [[ $output != *SECRET* ]]
    [ "$(trailcase show case.db 4)" = "$output" ]
    run trailcase show case.db 4 --format json
    [ "$(jq -r .record.responseElements.accessKey.secretAccessKey <<<"$output")" = '(hidden)' ]
    [ "$(jq -r .record.responseElements.accessKey.accessKeyId <<<"$output")" = AKIANEW ]
    trailcase show case.db 4 --raw | cmp - <(sed -n 4p logs.jsonl)
    run trailcase show case.db uid-99
    [ "$status" -eq 2 ]
}

@test "info adds up" {
    run trailcase info case.db --format json
    [ "$(jq -c '[.accounting.records.read, .accounting.records.stored, .events, .adds_up, .values.apis]' <<<"$output")" = \
        '[5,5,5,true,4]' ]
    [ "$(jq -r .last <<<"$output")" = 2020-04-03T12:00:00Z ]
    run trailcase info case.db
    [[ $output == *'5 = 5 stored + 0 duplicate + 0 rejected'* ]]
    [ "$(trailcase info case.db --format csv | grep ^addresses,)" = addresses,2 ]
}

@test "sql takes a statement or a script and reads only" {
    run trailcase sql case.db 'SELECT api, count(*) AS n FROM events GROUP BY api ORDER BY n DESC LIMIT 1' --format json
    [ "$(jq -c . <<<"$output")" = '[{"api":"ListUsers","n":2}]' ]
    run trailcase sql case.db --format csv <<<'SELECT 1 AS a; SELECT NULL AS b;'
    [ "$output" = $'a\n1\nb' ]
    run trailcase sql case.db 'DELETE FROM event'
    [ "$status" -eq 1 ]
    run trailcase sql case.db "ATTACH 'x.db' AS x"
    [ "$status" -eq 1 ]
    [ ! -e x.db ]
    run trailcase sql case.db "VACUUM INTO 'x.db'"
    [ "$status" -eq 1 ]
    [ ! -e x.db ]
}

@test "sql ends a statement that runs too long" {
    run trailcase sql case.db --timeout 1 \
        'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n'
    [ "$status" -eq 1 ]
    [[ $output == *'ran too long'* ]]
}

@test "output goes to a file, which is not overwritten unasked" {
    rm -f out.csv
    trailcase list case.db keys --format csv -o out.csv
    grep -q ^AKIAMALLORY, out.csv
    run trailcase list case.db keys --format csv -o out.csv
    [ "$status" -eq 1 ]
    trailcase list case.db keys --format csv -o out.csv -C
}

@test "mistakes in the command line are usage errors that help" {
    run trailcase
    [ "$status" -eq 2 ]
    run trailcase lst case.db keys
    [ "$status" -eq 2 ]
    [[ $output == *'did you mean list?'* ]]
    run trailcase list case.db kyes
    [ "$status" -eq 2 ]
    [[ $output == *'did you mean keys?'* ]]
    run trailcase list case.db
    [ "$status" -eq 2 ]
    [[ $output == *'Usage: trailcase list CASE KIND [FILTER]'* ]]
    run trailcase list case.db keys --format xml
    [ "$status" -eq 2 ]
    run trailcase show case.db 1 2
    [ "$status" -eq 2 ]
    run trailcase list case.db keys --sort colour
    [ "$status" -eq 2 ]
}

@test "a case that is not there or is no case is an error that says so" {
    run trailcase list absent.db keys
    [ "$status" -eq 1 ]
    [[ $output == trailcase:* ]]
    [ ! -e absent.db ]
    run trailcase list logs.jsonl keys
    [ "$status" -eq 1 ]
}

@test "a reader that stops early is no error message" {
    run bash -c '"$TRAILCASE" events case.db 2>&1 >/dev/null | head -1; "$TRAILCASE" events case.db 2>err | head -1 >/dev/null; cat err'
    [ -z "$output" ]
}

@test "every command has help that names its options" {
    local command
    for command in $(trailcase --words); do
        run trailcase "$command" --help
        [ "$status" -eq 0 ]
        [[ $output == "Usage: trailcase $command"* ]]
        [[ $output == *--help* ]]
    done
    trailcase --version | grep -q '^trailcase [0-9]'
}

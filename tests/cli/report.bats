#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The report in its forms, on the three samples: each read by something that is not ours, each number by its command.

bats_require_minimum_version 1.5.0

setup_file() {
    export TRAILCASE_NOW=2020-05-01T00:00:00Z
    command -v jq >/dev/null || return 0
    cd "$BATS_FILE_TMPDIR" || return
    for sample in model role console; do
        "${TOP_BUILDDIR:-build}/samples/gen" $sample $sample
        "$TRAILCASE" ingest -q $sample.db $sample/logs >/dev/null
        "$TRAILCASE" scope $sample.db --seed "event:$(jq -r .lead_event $sample/truth.json)" --auto >/dev/null 2>&1
        "$TRAILCASE" report $sample.db -t md,html,json -o $sample.out
    done
}

setup() {
    command -v jq >/dev/null || skip "jq is not installed"
    cd "$BATS_FILE_TMPDIR" || return
}

truth() {
    jq -r "$2" "$1/truth.json"
}

page() {
    python3 "$TOP_SRCDIR/tests/cli/report_page.py" "$@"
}

# section SAMPLE TITLE: of the Markdown report
section() {
    sed -n "/^## $2/,/^## /p" "$1.out/report.md"
}

@test "the page is sound: tags, ids, links, headings, no script, nothing from outside" {
    command -v python3 >/dev/null || skip "python3 is not installed"
    for sample in model role console; do
        page $sample.out/report.html s-calls "$(truth $sample .attacker.events | sed ':a; s/\([0-9]\)\([0-9]\{3\}\)\($\|,\)/\1,\2\3/; ta')"
    done
    page model.out/report.html s-credentials 8 s-addresses 2 s-left 346
}

@test "JSON says what the page says, under the same ids" {
    for sample in model role console; do
        jq -r '.questions[].claims[].numbers[] | select(.query or (.command | test("jq") | not)) | "\(.id)\t\(.value)"' $sample.out/report.json | sort >json.tsv
        section $sample 'Appendix C' | sed -n 's/^| \(c[0-9-]*n[0-9]*\) | \([0-9,]*\) | .*/\1\t\2/p' | tr -d , | sort >page.tsv
        [ -s page.tsv ]
        [ -z "$(comm -13 json.tsv page.tsv)" ]
        comm -23 json.tsv page.tsv
        [ "$(comm -23 json.tsv page.tsv | wc -l)" -eq 0 ]
        [ "$(jq .summary.attributed $sample.out/report.json)" = "$(truth $sample .attacker.events)" ]
        [ "$(jq '[.timeline[].events] | add' $sample.out/report.json)" = "$(truth $sample .attacker.events)" ]
    done
    [ "$(jq '[.credentials[] | select(.events > 0)] | length' model.out/report.json)" = 8 ]
    jq -e '.credentials | map(select(.kind == "key-pair" and .from != null)) | length == 1' model.out/report.json
    jq -e '.credentials as $all | $all | map(select(.text | startswith("federated"))) | .[0].from as $key |
        $all | map(select(.id == $key and .kind == "key" and .from != null)) | length == 1' console.out/report.json
}

@test "the same case and moment give the same bytes, whatever the file is called from" {
    mkdir -p elsewhere
    cp model.db elsewhere/model.db
    for type in md html json; do
        "$TRAILCASE" report elsewhere/model.db -t $type >again
        cmp again model.out/report.$type
        env -u TRAILCASE_NOW "$TRAILCASE" report model.db -t $type --now 2020-05-01 >again
        cmp again model.out/report.$type
    done
    "$TRAILCASE" report model.db --now 2020-05-02 >again
    run ! cmp -s again model.out/report.md
}

@test "each number is what its command lists" {
    for sample in model role console; do
        section $sample 'Appendix C' | sed -n "s/^| \([^ ]*\) | \([0-9,]*\) | \`trailcase events '$sample.db' '\(.*\)'\` |\$/\1\t\2\t\3/p" |
            sed "s/\\\\|/|/g" >numbers.tsv
        : >wrong
        sort -u -t $'\t' -k3 numbers.tsv | awk 'NR % 4 == 1' | while IFS=$'\t' read -r id number filter; do
            [[ $filter != *'id:('* ]] || continue
            got=$("$TRAILCASE" events $sample.db "$filter" --format jsonl | wc -l)
            [ "$got" -eq "${number//,/}" ] || echo "$id: $number, its command lists $got: $filter" >>wrong
        done
        cat wrong
        [ ! -s wrong ]
        [ "$(wc -l <numbers.tsv)" -gt 100 ]
    done
}

@test "no count stands in the report without an id and a command that leads to it" {
    command -v python3 >/dev/null || skip "python3 is not installed"
    for sample in model role console; do
        python3 "$TOP_SRCDIR/tests/cli/report_numbers.py" $sample.out/report.{html,md,json}
    done
    # It finds one that has none.
    sed 's/<p class="note">/&There are 4,711 more. /' model.out/report.html >loose.html
    run ! python3 "$TOP_SRCDIR/tests/cli/report_numbers.py" loose.html model.out/report.{md,json}
    [[ $output == *"4,711 has no id"* ]]
}

@test "numbers that are no events are what their commands list, count or add up" {
    for sample in model role console; do
        jq -r '.numbers[] | select(.command | test("^trailcase (list|export)|length.$")) | [.id, .text, .command] | @tsv' \
            $sample.out/report.json | sort -u -t $'\t' -k3 >counted.tsv
        grep -q 'list.*resources' counted.tsv || [ $sample = console ]
        while IFS=$'\t' read -r id text command; do
            case $command in
            *jq*) got=$(eval "\"\$TRAILCASE\" ${command#trailcase }") ;;
            *) got=$(eval "\"\$TRAILCASE\" ${command#trailcase } --format jsonl" | wc -l) ;;
            esac
            [[ $text != *MB && $text != *GB ]] || got=$(awk -v b="$got" -v u="${text#* }" 'BEGIN { printf "%.1f %s", b / (u == "GB" ? 1e9 : 1e6), u }')
            [ "$got" = "${text//,/}" ] || { echo "$id: $text, its command gives $got: $command"; false; }
        done <counted.tsv
        [ "$(wc -l <counted.tsv)" -ge 8 ]
    done
}

@test "the model case can be written from the report of its sample" {
    local key
    for key in $(truth model '.attacker.keys[]'); do
        section model 'The four questions' | grep -q "^- Access key $key of user"
        section model Checklist | grep -q "Deactivate access key $key"
        section model Checklist | grep -q "Delete access key $key"
    done
    section model Checklist | grep -q 'Delete key pair srv-key-02'
    section model Checklist | grep -q 'Snapshot the volumes of instance i-'
    section model Checklist | grep -q 'Terminate instance i-.*, or rebuild it'
    [ "$(section model Checklist | grep -c 'Close [0-9]* rules')" -eq 3 ]
    section model Resilience | grep -q 'Disable user'
    section model Resilience | grep -q 'rotate the others every 90 days'
    section model Resilience | grep -q 'Let user oskar.lind do no more than its owner does'
    section model 'ATT' | grep -q 'T1098.001 .*Persistence: T1108 Redundant Access'
    section model 'ATT' | grep -q 'T1087.004 .*Discovery: T1087 Account Discovery'
    section model 'The four questions' | grep -q '^\*\*Not provable from these logs. Hypotheses, the likeliest first: leaked long-lived keys and keys taken'
}

@test "each verdict rests on an event, and none goes in a circle" {
    for sample in model role console; do
        jq -e '.methods.marks | map(select(.verdict != "benign" and .kind != "event")) | length > 3 and all(.rests_on.event != null)' \
            $sample.out/report.json
        # From any of them, what it rests on leads to an event that was marked or that issued something.
        python3 - $sample.out/report.json <<'PY'
import json, sys
marks = json.load(open(sys.argv[1]))["methods"]["marks"]
by = {(m["kind"], m["value"]): m for m in marks}
for mark in marks:
    seen = set()
    while mark["kind"] != "event" and mark["verdict"] != "benign" and mark["rests_on"]["kind"]:
        assert (mark["kind"], mark["value"]) not in seen, mark
        seen.add((mark["kind"], mark["value"]))
        mark = by[(mark["rests_on"]["kind"], mark["rests_on"]["value"])]
PY
    done
}

@test "confidence is defined, each has its reason, and none is high against events of others" {
    for sample in model role console; do
        jq -e '[.questions[].claims[]] | all(.because != "") and all(.confidence != "high" or .against_total == 0)' $sample.out/report.json
        jq -e '.questions.entry.claims | all(.confidence != "high")' $sample.out/report.json
        section $sample 'The four questions' | grep -q 'Confidence is how well these logs carry a sentence'
    done
}

@test "the rule that would have told of them first, and how much earlier" {
    for sample in model role console; do
        jq -e '.sooner.rules | length > 5 and (map(.time) | . == sort)' $sample.out/report.json
        [ "$(jq -r .sooner.begun $sample.out/report.json)" = "$(truth $sample .lead_event)" ]
        # Of each: the event is one of the rule's and the attacker's, and what it hits of others is counted by the filter.
        jq -r '.sooner.rules[] | [.id, .event, .others, .time] | @tsv' $sample.out/report.json | while IFS=$'\t' read -r id event others time; do
            [ "$("$TRAILCASE" events $sample.db "is:attributed rule:\"$id\" id:$event" --format jsonl | jq -r .time)" = "$time" ]
            [ "$("$TRAILCASE" events $sample.db "!is:attributed rule:\"$id\"" --format jsonl | wc -l)" -eq "$others" ]
        done
    done
    section role Resilience | grep -q 'Instance credentials used from another address” (high), at 2020-03-27 23:41, 13 hours 21 minutes before'
}

@test "no person or role goes by an id where the logs have the name" {
    for sample in model role console; do
        jq -e '.timeline | all(.principal | test("^A(ROA|IDA)") | not)' $sample.out/report.json
    done
}

@test "nothing is overwritten without -C, and what is cut short does not look finished" {
    mkdir -p over
    echo mine >over/report.html
    run -1 "$TRAILCASE" report model.db -t html -o over
    [ "$(cat over/report.html)" = mine ]
    "$TRAILCASE" report model.db -t html -o over -C
    cmp over/report.html model.out/report.html
    [ "$(ls over)" = report.html ]
    run -2 "$TRAILCASE" report model.db -t md,html
    run -2 "$TRAILCASE" report model.db -t docx
    run -2 "$TRAILCASE" report model.db --now yesterday
    # A full disk: the limit of the shell on the size of files stands for it.
    run ! bash -c 'ulimit -f 64; trap "" XFSZ; "$TRAILCASE" report model.db -t html -o over/cut.html'
    [ ! -e over/cut.html ]
}

@test "hostile names stay text in every form" {
    python3 - >hostile.json <<'PY'
import json
evil = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u001b[31m\u202e|`${IFS}`--><!--]]>&lt;"
record = lambda n, name, **more: dict({"eventVersion": "1.08", "eventID": f"11111111-2222-3333-4444-{n:012d}",
    "eventTime": f"2020-04-01T10:00:{n:02d}Z", "eventSource": "iam.amazonaws.com", "eventName": name, "awsRegion": evil,
    "sourceIPAddress": "198.51.100.7", "userAgent": evil, "recipientAccountId": "111122223333", "eventType": "AwsApiCall",
    "userIdentity": {"type": "IAMUser", "principalId": "AIDA" + evil, "accountId": "111122223333", "userName": evil,
                     "accessKeyId": "AKIAEVIL" + evil}}, **more)
print(json.dumps({"Records": [
    record(1, "CreateUser", requestParameters={"userName": evil}, responseElements={"user": {"userName": evil}}),
    record(2, "CreateAccessKey", requestParameters={"userName": evil},
           responseElements={"accessKey": {"userName": evil, "accessKeyId": "AKIANEW" + evil}}),
    record(3, "AttachUserPolicy", requestParameters={"userName": evil, "policyArn": evil}, responseElements=None),
    record(4, evil, errorCode=evil, errorMessage=evil),
    record(5, "StopLogging", eventSource="cloudtrail.amazonaws.com", requestParameters={"name": evil})]}))
PY
    "$TRAILCASE" ingest -q hostile.db hostile.json >/dev/null
    "$TRAILCASE" mark hostile.db -q ip:198.51.100.7 attacker --reason '<b>"why"</b>' >/dev/null
    "$TRAILCASE" note hostile.db '</style><script>note</script>'
    "$TRAILCASE" answer hostile.db entry --text '<script>mine</script>' >/dev/null
    "$TRAILCASE" report hostile.db -t md,html,json -o hostile.out -C
    page hostile.out/report.html s-calls 5
    run ! grep -q $'[\033\u202e]' hostile.out/report.html hostile.out/report.md
    run ! grep -qi '<script\|<img\|<b>' hostile.out/report.html
    sed '/^ *~~~~~~sh/,/^ *~~~~~~$/d; s/`[^`]*`//g' hostile.out/report.md >without-code.md
    run ! grep -qE '(^|[^\\])<(script|img|b)' without-code.md
    jq -e . hostile.out/report.json >/dev/null
}

@test "what was refused is named from what was given on, not from where this machine had it" {
    mkdir -p deep/evidence/logs
    echo '{"not": "a log"}' >deep/evidence/logs/other.json
    cp deep/evidence/logs/other.json deep/single.json
    "$TRAILCASE" ingest -q refused.db "$PWD/deep/evidence/" "$PWD/deep/single.json" >/dev/null 2>&1 || true
    "$TRAILCASE" report refused.db -t md,html,json -o refused.out -C
    run ! grep -rF "$PWD" refused.out
    [ "$(jq -r '.accounting.refused[].path' refused.out/report.json | sort | paste -sd' ')" = 'evidence/logs/other.json single.json' ]
    grep -q '`evidence/logs/other.json`' refused.out/report.md
}

@test "a case without marks, and one without events, have a report" {
    "$TRAILCASE" ingest -q bare.db model/logs/AWSLogs >/dev/null
    "$TRAILCASE" report bare.db -t md,html,json -o bare.out -C
    page bare.out/report.html s-calls 0
    grep -q 'Nothing is attributed yet' bare.out/report.md
    jq -e '.summary.attributed == 0 and .timeline == []' bare.out/report.json
    echo '{"Records":[]}' >none.json
    "$TRAILCASE" ingest -q none.db none.json >/dev/null || true
    "$TRAILCASE" report none.db -t md,html,json -o none.out -C
    page none.out/report.html s-calls 0
}

@test "JSON is valid by the published schema, which describes all of it" {
    python3 -c 'import jsonschema' 2>/dev/null || skip "the Python module jsonschema is not installed"
    python3 "$TOP_SRCDIR/tests/cli/report_schema.py" "$TOP_SRCDIR/queries/report/report.schema.json" *.out/report.json
}

@test "Chromium shows the page without a complaint, light and dark, small and in print" {
    command -v chromium >/dev/null || skip "chromium is not installed"
    show() {
        timeout 100 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$BATS_TEST_TMPDIR/profile" \
            --enable-logging=stderr --v=0 "$@" 2>chromium.log || return 1
        ! grep -E 'CONSOLE' chromium.log
    }
    for sample in model role console hostile; do
        show --window-size=1280,2000 --screenshot="$BATS_TEST_TMPDIR/light.png" "file://$PWD/$sample.out/report.html"
        [ -s "$BATS_TEST_TMPDIR/light.png" ]
    done
    show --window-size=390,2000 --blink-settings=preferredColorScheme=0 --screenshot="$BATS_TEST_TMPDIR/dark.png" \
        "file://$PWD/model.out/report.html"
    [ -s "$BATS_TEST_TMPDIR/dark.png" ]
    show --print-to-pdf="$BATS_TEST_TMPDIR/report.pdf" "file://$PWD/model.out/report.html"
    [ "$(head -c 4 "$BATS_TEST_TMPDIR/report.pdf")" = %PDF ]
}

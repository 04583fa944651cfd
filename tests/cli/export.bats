#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Files for other programs, each read by a reader that is not ours, where this machine has it.

setup_file() {
    export MODEL="$BATS_FILE_TMPDIR/model" GROWN="$BATS_FILE_TMPDIR/grown.db" TRAILCASE_NOW=2020-05-01T00:00:00Z
    command -v jq >/dev/null || return 0
    "${TOP_BUILDDIR:-build}/samples/gen" model "$MODEL"
    "$TRAILCASE" ingest -q "$GROWN" "$MODEL/logs" >/dev/null
    "$TRAILCASE" scope "$GROWN" -q --seed "event:$(jq -r .lead_event "$MODEL/truth.json")" --auto >/dev/null
}

bats_require_minimum_version 1.5.0

setup() {
    command -v jq >/dev/null || skip "jq is not installed"
    cd "$BATS_TEST_TMPDIR" || return
    ours="${TOP_SRCDIR:-.}/tests/export"
}

kinds="iocs stix sigma navigator navigator-all csv jsonl timesketch timesketch-csv timeline-explorer sqlite dot coverage"

# A case whose attacker chose every name: formulas, quotes, escapes, wildcards, markup, bytes that are no UTF-8.
hostile() {
    python3 "$ours/hostile.py" >hostile.json
    "$TRAILCASE" ingest -q hostile.db hostile.json >/dev/null
    "$TRAILCASE" mark hostile.db ip:203.0.113.9 attacker
}

@test "the same case and clock give the same bytes, every kind" {
    for kind in $kinds; do
        "$TRAILCASE" export "$GROWN" "$kind" >one
        "$TRAILCASE" export "$GROWN" "$kind" -o two
        cmp one two
        [ -s one ]
        rm two
    done
}

@test "what was written is never overwritten unasked, and what broke off is not there" {
    echo mine >events.csv
    run -1 "$TRAILCASE" export "$GROWN" csv -o events.csv
    [ "$(cat events.csv)" = mine ]
    "$TRAILCASE" export "$GROWN" csv -o events.csv -C
    head -1 events.csv | grep -q ^time,
    (
        ulimit -f 10
        trap '' XFSZ
        ! "$TRAILCASE" export "$GROWN" jsonl -o cut.jsonl 2>err
    )
    [ ! -e cut.jsonl ] && [ ! -e cut.jsonl.partial ]
    mkdir folder
    "$TRAILCASE" export "$GROWN" stix -o folder
    [ -s folder/indicators.stix.json ]
}

@test "events of a filter, counted by others" {
    truth=$(jq .attacker.events "$MODEL/truth.json")
    for kind in csv timesketch-csv timeline-explorer; do
        "$TRAILCASE" export "$GROWN" "$kind" is:attributed -o out.csv -C
        [ "$(python3 -c 'import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], newline=""), strict=True))
assert all(None not in r and None not in r.values() for r in rows)
print(len(rows))' out.csv)" = "$truth" ]
    done
    "$TRAILCASE" export "$GROWN" timesketch is:attributed >out.jsonl
    [ "$(jq -s 'length' out.jsonl)" = "$truth" ]
    jq -e '.message and .timestamp_desc and (.timestamp | type) == "number" and (.tag | index("attacker"))
           and (.datetime | test("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}[+]00:00$")) and (has("_id") | not)' out.jsonl >/dev/null
    "$TRAILCASE" export "$GROWN" csv | tail -n +2 | wc -l >all
    [ "$(cat all)" = "$("$TRAILCASE" info "$GROWN" --format json | jq .events)" ]
    run -2 "$TRAILCASE" export "$GROWN" stix is:attributed
    run -2 "$TRAILCASE" export "$GROWN" csv --format json
    run -2 "$TRAILCASE" export "$GROWN" nothing
}

@test "records come back byte for byte" {
    python3 "$ours/verbatim.py" "$MODEL/logs" >theirs
    "$TRAILCASE" export "$GROWN" jsonl | LC_ALL=C sort >ours
    cmp theirs ours
}

@test "the layer has what the format asks for, and the numbers of techniques" {
    "$TRAILCASE" export "$GROWN" navigator >layer.json
    jq -e '.versions.layer == "4.5" and .domain == "enterprise-attack" and .gradient.colors and .gradient.maxValue > 0
           and (.techniques | length > 0) and all(.techniques[]; .techniqueID and .tactic)
           and (has("filters") | not)' layer.json
    "$TRAILCASE" techniques "$GROWN" is:attributed --attributed -q --format json >rows.json
    jq -c '[.techniques[] | select(.score) | [.techniqueID, .score]] | sort' layer.json >layer
    jq -c '[.[] | [(.technique | split(" ")[0]), .events]] | sort' rows.json | diff - layer
    jq -e 'all(.techniques[] | select(.score); .comment | test("first 2020-.*last 2020-"))' layer.json
    # Both layers count by the same rules: what is in the attacker's is in everybody's.
    "$TRAILCASE" export "$GROWN" navigator-all >all.json
    jq -e --slurpfile all all.json '[.techniques[] | select(.score)] | all(. as $one | any($all[0].techniques[];
        .techniqueID == $one.techniqueID and .tactic == $one.tactic and .score >= $one.score))' layer.json
    jq -e 'any(.techniques[]; .techniqueID == "T1078.004" and .tactic == "initial-access" and .score > 438 and
        (.comment | test("^[0-9,]+ calls .*first 2020-.*438 of the attacker; others: ConsoleLogin")))' all.json
    "$TRAILCASE" export "$GROWN" navigator-all | jq -e '[.techniques[].score // 0] | max > 1000'
}

@test "the SQLite file is plain: stock sqlite3 reads it, JSON and all" {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    "$TRAILCASE" export "$GROWN" sqlite is:attributed -o out.sqlite
    [ "$(sqlite3 out.sqlite 'PRAGMA integrity_check')" = ok ]
    [ "$(sqlite3 out.sqlite 'SELECT count(*) FROM event WHERE json_extract(record, "$.eventID") = id')" = \
        "$(jq .attacker.events "$MODEL/truth.json")" ]
    [ "$(sqlite3 out.sqlite "SELECT count(DISTINCT event_id) FROM lead_event")" -gt 0 ]
    [ "$(sqlite3 out.sqlite "SELECT count(*) FROM lead_event WHERE rule NOT IN (SELECT rule FROM lead)")" = 0 ]
    [ "$(sqlite3 out.sqlite "SELECT count(*) FROM mark WHERE verdict = 'attacker'")" -ge 2 ]
}

@test "Sigma rules of the case hit its events, and of the owner's only the use of a leaked key" {
    "$TRAILCASE" export "$GROWN" sigma >rules.yml
    "$TRAILCASE" export "$GROWN" jsonl is:attributed >theirs.jsonl
    "$TRAILCASE" rule test rules.yml theirs.jsonl --format json >hits.json
    jq -e 'length > 0 and all(.[]; .hit)' hits.json
    "$TRAILCASE" export "$GROWN" jsonl '!is:attributed principal:oskar.lind' >owner.jsonl
    "$TRAILCASE" rule test rules.yml owner.jsonl --format json |
        jq -e 'all(.[] | select(.hit); .title | startswith("Use of an access key"))'
}

@test "Graphviz draws the lineage" {
    "$TRAILCASE" export "$GROWN" dot >lineage.dot
    for key in $(jq -r '.attacker.keys[]' "$MODEL/truth.json"); do grep -q "$key" lineage.dot; done
    command -v dot >/dev/null || skip "Graphviz is not installed"
    dot -Tsvg lineage.dot | grep -q '</svg>'
}

@test "coverage adds up to what the case holds" {
    "$TRAILCASE" export "$GROWN" coverage >coverage.csv
    [ "$(python3 -c 'import csv
rows = list(csv.DictReader(open("coverage.csv", newline="")))
for a, b in zip(rows, rows[1:]):
    same = (a["account"], a["region"]) == (b["account"], b["region"])
    assert not same or (a["to"] == b["from"] and a["state"] != b["state"])
print(sum(int(r["events"]) for r in rows))')" = "$("$TRAILCASE" info "$GROWN" --format json | jq .events)" ]
}

@test "names made to harm are text in every kind" {
    hostile
    for kind in $kinds; do "$TRAILCASE" export hostile.db "$kind" >"out.$kind"; done
    python3 "$ours/harmless.py" hostile.json out
    "$TRAILCASE" rule test out.sigma out.jsonl --format json >hits.json
    jq -e 'length > 0 and all(.[]; .hit)' hits.json
    if command -v dot >/dev/null; then dot -Tsvg out.dot >/dev/null; fi
}

@test "STIX tells the attacker's things from the victims', and from what nobody judged" {
    "$TRAILCASE" export "$GROWN" stix | jq -e '[.objects[] | select(.type == "indicator") | {type: .indicator_types[0],
            kind: (.name | split(" ")[0])}] | group_by(.kind) | map({(.[0].kind): (map(.type) | unique)}) | add
        | .Address == ["malicious-activity"] and .Principal == ["compromised"] and .Access == ["compromised"]
          and .User == ["anomalous-activity"]'
}

@test "STIX and Sigma pass the readers of their makers" {
    python3 -c 'import stix2, stix2validator, sigma' 2>/dev/null || skip "stix2, stix2-validator and pysigma are not installed"
    hostile
    for case in "$GROWN" hostile.db; do
        "$TRAILCASE" export "$case" stix >bundle.json
        "$TRAILCASE" export "$case" sigma >rules.yml
        python3 "$ours/readers.py" bundle.json rules.yml
    done
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Owners of addresses, from databases and lists made here.

setup_file() {
    local make="${TOP_BUILDDIR:-build}/tests/unit/make_mmdb"
    cd "$BATS_FILE_TMPDIR" || return
    cat >events.json <<'JSON'
{"Records":[
{"eventVersion":"1.08","eventID":"e1","eventTime":"2020-04-01T01:00:00Z","eventSource":"s3.amazonaws.com","eventName":"ListBuckets","awsRegion":"us-east-1","sourceIPAddress":"198.18.7.1","userAgent":"aws-cli/2.1","userIdentity":{"type":"IAMUser","principalId":"AIDAONE","userName":"one","accessKeyId":"AKIAONE"}},
{"eventVersion":"1.08","eventID":"e2","eventTime":"2020-04-01T02:00:00Z","eventSource":"s3.amazonaws.com","eventName":"ListBuckets","awsRegion":"us-east-1","sourceIPAddress":"45.83.64.9","userAgent":"aws-cli/2.1","userIdentity":{"type":"IAMUser","principalId":"AIDAONE","userName":"one","accessKeyId":"AKIAONE"}},
{"eventVersion":"1.08","eventID":"e3","eventTime":"2020-04-01T03:00:00Z","eventSource":"s3.amazonaws.com","eventName":"ListBuckets","awsRegion":"us-east-1","sourceIPAddress":"2a0e:1234::9","userAgent":"aws-cli/2.1","userIdentity":{"type":"IAMUser","principalId":"AIDAONE","userName":"one","accessKeyId":"AKIAONE"}},
{"eventVersion":"1.08","eventID":"e4","eventTime":"2020-04-01T04:00:00Z","eventSource":"s3.amazonaws.com","eventName":"ListBuckets","awsRegion":"us-east-1","sourceIPAddress":"10.8.8.10","userAgent":"aws-cli/2.1","userIdentity":{"type":"IAMUser","principalId":"AIDAONE","userName":"one","accessKeyId":"AKIAONE"}},
{"eventVersion":"1.08","eventID":"e5","eventTime":"2020-04-01T05:00:00Z","eventSource":"kms.amazonaws.com","eventName":"Decrypt","awsRegion":"us-east-1","sourceIPAddress":"AWS Internal","userAgent":"AWS Internal","userIdentity":{"type":"IAMUser","principalId":"AIDAONE","userName":"one"}},
{"eventVersion":"1.08","eventID":"e6","eventTime":"2020-04-01T06:00:00Z","eventSource":"s3.amazonaws.com","eventName":"PutObject","awsRegion":"us-east-1","sourceIPAddress":"cloudtrail.amazonaws.com","userAgent":"cloudtrail.amazonaws.com","userIdentity":{"type":"AWSService","invokedBy":"cloudtrail.amazonaws.com"}},
{"eventVersion":"1.08","eventID":"e7","eventTime":"2020-04-01T07:00:00Z","eventSource":"s3.amazonaws.com","eventName":"ListBuckets","awsRegion":"us-east-1","sourceIPAddress":"52.95.110.1","userAgent":"aws-cli/2.1","userIdentity":{"type":"IAMUser","principalId":"AIDAONE","userName":"one","accessKeyId":"AKIAONE"}}
]}
JSON
    mkdir geo
    "$make" Test-ASN >geo/asn.mmdb <<'LINES'
45.83.64.0/22 {"autonomous_system_number":64500,"autonomous_system_organization":"Example Hosting B.V."}
52.95.0.0/16 {"autonomous_system_number":64496,"autonomous_system_organization":"Example Cloud"}
2a0e:1234::/32 {"autonomous_system_number":64501,"autonomous_system_organization":"=cmd|' /C calc'!A0"}
LINES
    "$make" Test-City >geo/city.mmdb <<'LINES'
45.83.64.0/22 {"country":{"iso_code":"NL"},"city":{"names":{"en":"Amsterdam"}}}
45.83.64.8/29 {"country":{"iso_code":"DE"},"city":{"names":{"en":"Berlin"}}}
2a0e:1234::/32 {"country":{"iso_code":"NL"}}
LINES
    printf '198.18.7.0/24 head office\n' >own.txt
    printf '# exits\nExitAddress 45.83.64.9 2020-04-01 00:00:00\n' >tor.txt
    echo '{"prefixes":[{"ip_prefix":"52.95.110.0/24","region":"eu-west-1","service":"EC2"},{"ip_prefix":"52.95.0.0/16","region":"GLOBAL","service":"AMAZON"}],"ipv6_prefixes":[]}' >ip-ranges.json
}

setup() {
    bats_require_minimum_version 1.5.0
    cd "$BATS_TEST_TMPDIR" || return
    in=$BATS_FILE_TMPDIR
    "$TRAILCASE" ingest -q case.db "$in/events.json" >/dev/null
}

enrich() {
    "$TRAILCASE" enrich case.db -G "$in/geo" --ranges "$in/ip-ranges.json" --list office="$in/own.txt":own --list tor="$in/tor.txt":watch \
        --format json
}

# of ADDRESS: its row of the list
of() {
    "$TRAILCASE" list case.db addresses --format json | jq -ec --arg a "$1" '.[] | select(.value == $a)'
}

@test "every file tells of its addresses, and the list shows owner, place, range and lists" {
    enrich | jq -e 'map({(.name): .addresses}) | add == {"asn.mmdb": 3, "city.mmdb": 2, "ip-ranges.json": 1, "office": 1, "tor": 1,
                                                         "special addresses": 2}'
    of 45.83.64.9 | jq -e '.owner == "Example Hosting B.V." and .asn == "AS64500" and .country == "DE" and .city == "Berlin" and
                           .lists == "tor (watch)"'
    of 2a0e:1234::9 | jq -e '.asn == "AS64501" and .country == "NL" and .city == null'
    of 52.95.110.1 | jq -e '.network == "AWS EC2 eu-west-1" and .owner == "Example Cloud"'
    of 10.8.8.10 | jq -e '.network == "private network" and .owner == null'
    of 198.18.7.1 | jq -e '.lists == "office (own)"'
}

@test "services and AWS itself are kinds of their own and told nothing" {
    enrich
    of 'AWS Internal' | jq -e '.kind == "internal" and .owner == null and .network == null'
    of cloudtrail.amazonaws.com | jq -e '.kind == "service" and .owner == null and .country == null'
}

@test "asn:, owner: and country: filter, negated and in lists too" {
    enrich >/dev/null
    ids() { "$TRAILCASE" events case.db "$1" --format jsonl | jq -r .id | sort | tr '\n' ' '; }
    [ "$(ids asn:64500)" = "e2 " ]
    [ "$(ids 'asn:(AS64500,as64501)')" = "e2 e3 " ]
    [ "$(ids country:nl)" = "e3 " ]
    [ "$(ids 'owner:example*')" = "e2 e7 " ]
    [ "$(ids 'owner:aws*')" = "e7 " ]
    [ "$(ids owner:tor)" = "e2 " ]
    [ "$(ids owner:own)" = "e1 " ]
    [ "$(ids '!country:(NL,DE) api:ListBuckets')" = "e1 e4 e7 " ]
    [ "$("$TRAILCASE" list case.db principals country:DE --format json | jq '.[0].events')" -eq 1 ]
}

@test "frequency counts networks, owners and countries" {
    enrich >/dev/null
    "$TRAILCASE" frequency case.db country --format json | jq -e 'map({(.value): .events}) | add == {"DE": 1, "NL": 1}'
    "$TRAILCASE" frequency case.db asn --format json | jq -e 'map(.value) | sort == ["AS64496", "AS64500", "AS64501"]'
}

@test "an event and the baseline say whose address it was" {
    enrich >/dev/null
    run -0 "$TRAILCASE" show case.db e2
    [[ $output == *"AS64500 Example Hosting B.V."* && $output == *"Berlin, DE"* && $output == *"tor (watch)"* ]]
    "$TRAILCASE" robot case.db baseline one -q --format json |
        jq -e 'any(.[]; .dimension == "country" and .value == "DE" and .events == 1) and any(.[]; .dimension == "owner")'
}

@test "what a database says is hostile text" {
    enrich >/dev/null
    "$TRAILCASE" list case.db addresses --format csv >list.csv
    grep -q "'=cmd" list.csv
    run ! grep -qE '(^|,)"?=cmd' list.csv
}

@test "files are remembered: read again by enrich, and for addresses of a later ingest" {
    enrich >/dev/null
    jq '.Records |= [.[0] | .eventID = "e8" | .sourceIPAddress = "45.83.66.200"]' "$in/events.json" >later.json
    "$TRAILCASE" ingest -q case.db later.json >/dev/null
    of 45.83.66.200 | jq -e '.country == "NL" and .asn == "AS64500"'
    cp "$in/own.txt" mine.txt
    "$TRAILCASE" enrich case.db --list office=mine.txt:own >/dev/null
    echo '45.83.66.0/24 our Dutch branch' >>mine.txt
    "$TRAILCASE" enrich case.db >/dev/null
    of 45.83.66.200 | jq -e '.lists == "office (own)"'
}

@test "a remembered file that is gone keeps what it said, and exit 3 says so" {
    cp "$in/tor.txt" gone.txt
    "$TRAILCASE" enrich case.db --list gone=gone.txt:watch >/dev/null
    rm gone.txt
    run -3 "$TRAILCASE" enrich case.db
    [[ $output == *"gone.txt: No such file"* ]]
    of 45.83.64.9 | jq -e '.lists == "gone (watch)"'
    "$TRAILCASE" enrich case.db --forget gone >/dev/null
    of 45.83.64.9 | jq -e '.lists == null'
}

@test "a file that cannot be read when it is given leaves the case as it was" {
    head -c 200 "$in/geo/asn.mmdb" >cut.mmdb
    run -1 "$TRAILCASE" enrich case.db -G cut.mmdb
    [[ $output == *"MaxMind's format"* ]]
    run -1 "$TRAILCASE" enrich case.db --ranges "$in/own.txt"
    [[ $output == *"ip-ranges.json"* ]]
    run -1 "$TRAILCASE" enrich case.db --list empty=/dev/null
    run -1 "$TRAILCASE" enrich case.db --list none="$in/absent.txt"
    run -2 "$TRAILCASE" enrich case.db --list "$in/own.txt"
    run -2 "$TRAILCASE" enrich case.db --list office="$in/own.txt":mine
    run -2 "$TRAILCASE" enrich case.db --forget nothing
    run -1 "$TRAILCASE" enrich case.db -G "$in/none"
    [ "$(sqlite3 case.db 'SELECT count(*) FROM enrich_source')" -eq 0 ]
}

@test "ingest takes -G, so that a new case has owners at once" {
    "$TRAILCASE" ingest -q new.db "$in/events.json" -G "$in/geo" >/dev/null
    [ "$("$TRAILCASE" events new.db country:DE --format jsonl | jq -s length)" -eq 1 ]
}

@test "geo-ip of the configuration stands for -G where the case has no database yet" {
    export TRAILCASE_CONFIG=$BATS_TEST_TMPDIR/config
    printf '# places\ntheme = dark\n  geo-ip =  %s/geo \n' "$in" >"$TRAILCASE_CONFIG"
    "$TRAILCASE" ingest -q new.db "$in/events.json" >/dev/null
    [ "$(sqlite3 new.db "SELECT count(*) FROM enrich_source WHERE kind = 'mmdb'")" -gt 0 ]
    run -0 "$TRAILCASE" ui new.db --script - <<<':quit'
    echo "geo-ip = $in/none" >"$TRAILCASE_CONFIG"
    run -1 "$TRAILCASE" ingest -q other.db "$in/events.json"
    [[ $output == *"geo-ip of the configuration: open"* ]]
}

@test "TRAILCASE_GEO_IP stands for -G where the case has no database yet" {
    TRAILCASE_GEO_IP=$in/geo "$TRAILCASE" ingest -q new.db "$in/events.json" >/dev/null
    [ "$("$TRAILCASE" events new.db country:DE --format jsonl | jq -s length)" -eq 1 ]
    TRAILCASE_GEO_IP=$in/none "$TRAILCASE" enrich new.db >/dev/null
    run -1 env TRAILCASE_GEO_IP="$in/none" "$TRAILCASE" enrich case.db
    [[ $output == *"TRAILCASE_GEO_IP: open"* ]]
}

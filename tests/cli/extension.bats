#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# A case in stock sqlite3: the view `events`, and trailcase.so, which gives records back as they were found.

setup() {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    cd "$BATS_TEST_TMPDIR" || return 1
    printf '%s' '{"eventVersion":"1.05","userIdentity":{"type":"Root","principalId":"111122223333",' \
        '"arn":"arn:aws:iam::111122223333:root","accountId":"111122223333"},"eventTime":"2020-04-01T12:00:00Z",' \
        '"eventSource":"iam.amazonaws.com","eventName":"ListUsers","awsRegion":"us-east-1",' \
        '"sourceIPAddress":"192.0.2.1","userAgent":"aws-cli/1.18 \u00e9","requestParameters":null , ' \
        '"responseElements":null,"eventID":"01234567-89ab-cdef-0123-456789abcdef","eventType":"AwsApiCall",' \
        '"recipientAccountId":"111122223333"}' >record.json
    "$TRAILCASE" ingest case.db record.json
}

@test "stock sqlite3 reads the view of events" {
    run sqlite3 case.db 'SELECT api, address, region FROM events'
    [ "$output" = 'ListUsers|192.0.2.1|us-east-1' ]
}

@test "the loadable extension gives a record back byte for byte" {
    [ -e "$TOP_BUILDDIR/src/store/trailcase.so" ] || skip "instrumented builds have no extension"
    sqlite3 case.db ".load $TOP_BUILDDIR/src/store/trailcase" 'SELECT event_json(event_id) FROM event' >got
    echo >>record.json
    cmp got record.json
}

@test "the extension answers NULL for an event that is not there" {
    [ -e "$TOP_BUILDDIR/src/store/trailcase.so" ] || skip "instrumented builds have no extension"
    run sqlite3 case.db ".load $TOP_BUILDDIR/src/store/trailcase" 'SELECT event_json(99) IS NULL'
    [ "$output" = 1 ]
}

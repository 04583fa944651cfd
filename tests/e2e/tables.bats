#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Tables of the command line in a real terminal: fitted to its width, and nothing cut when there is none.

load e2e

setup() {
    e2e_setup
    "$TRAILCASE" ingest -q "$BATS_TEST_TMPDIR/case.db" "$TOP_SRCDIR/tests/e2e/logs" >/dev/null
}

teardown() {
    e2e_teardown
}

# rows KIND: lines that a list takes on the screen, from its headings on
rows() {
    line "clear; '$TRAILCASE' list -q '$BATS_TEST_TMPDIR/case.db' $1; echo EN''D $1"
    wait_for "END $1"
    screen | sed -n '/^VALUE/,/END/p' | grep -vc END
}

@test "rows of a list do not wrap, whatever the width" {
    local cols kind count
    for cols in 60 80 200; do
        use_socket "$cols"
        shell "$cols" 24
        for kind in principals keys addresses agents apis sessions; do
            count=$("$TRAILCASE" list "$BATS_TEST_TMPDIR/case.db" "$kind" --format jsonl | wc -l)
            [[ $(rows "$kind") -eq $((count + 1)) ]]
        done
        mux kill-server
    done
}

@test "what was left out is said, and a pipe gets all" {
    shell 60 24
    line "clear; '$TRAILCASE' list '$BATS_TEST_TMPDIR/case.db' keys"
    wait_for 'more columns; a wider terminal'
    "$TRAILCASE" list "$BATS_TEST_TMPDIR/case.db" keys | grep -q 'VERDICT .* PRINCIPAL .* APIS'
}

@test "a long agent keeps both of its ends, and fills its column" {
    local agent='aws-cli/2.2.23 Python/3.8.8 Linux/4.14.238-182.422.amzn2.x86_64 exe/x86_64.amzn.2 prompt/off command/s3api.get-object'
    cat >"$BATS_TEST_TMPDIR/one.json" <<JSON
{"Records":[{"eventVersion":"1.08","eventID":"e1","eventTime":"2020-04-01T01:00:00Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"us-east-1","sourceIPAddress":"192.0.2.1","userAgent":"$agent","userIdentity":{"type":"IAMUser","principalId":"AIDAONE","userName":"one"}}]}
JSON
    "$TRAILCASE" ingest -q "$BATS_TEST_TMPDIR/one.db" "$BATS_TEST_TMPDIR/one.json" >/dev/null
    shell 80 24
    line "clear; '$TRAILCASE' list '$BATS_TEST_TMPDIR/one.db' agents; echo EN''D"
    wait_for 'END'
    screen | grep -qE '^aws-cli/2.*~.*get-object +1 '
}

@test "headings stand out, but not with NO_COLOR" {
    shell 80 24
    line "clear; '$TRAILCASE' list '$BATS_TEST_TMPDIR/case.db' keys"
    wait_for 'VALUE'
    coloured_screen | grep -q $'\e\\[1mVALUE'
    line "clear; NO_COLOR=1 '$TRAILCASE' list '$BATS_TEST_TMPDIR/case.db' keys; echo EN''D"
    wait_for 'END'
    run grep $'\e\\[1mVALUE' <(coloured_screen)
    [[ $status -eq 1 ]]
}

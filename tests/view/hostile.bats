#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Text that attackers choose, in every field a screen shows: nothing but visible marks comes out, and columns stay
# where they are.

# record N TEXT [AGENT]: one record with that text in user name, event name, region, address, error, bucket and agent.
record() {
    printf '{"eventVersion":"1.05","userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLE%09d",' "$1"
    printf '"arn":"arn:aws:iam::111122223333:user/%s","accountId":"111122223333","accessKeyId":"AKIA%s","userName":"%s"},' \
        "$2" "$2" "$2"
    printf '"eventTime":"2020-04-01T00:00:%02dZ","eventSource":"%s.amazonaws.com","eventName":"%s","awsRegion":"%s",' \
        "$1" "$2" "$2" "$2"
    printf '"sourceIPAddress":"%s","userAgent":"%s","errorCode":"%s","requestParameters":{"bucketName":"%s"},' \
        "$2" "${3-$2}" "$2" "$2"
    printf '"eventID":"00000000-0000-4000-8000-%012d","recipientAccountId":"111122223333"}' "$1"
}

setup_file() {
    export CASE=$BATS_FILE_TMPDIR/hostile.db
    local logs=$BATS_FILE_TMPDIR/hostile.json n=0 text million
    million=$(head -c 1000000 /dev/zero | tr '\0' x)
    {
        printf '{"Records":['
        for text in '\u001b[31mred\u001b[0m' '\u001b]0;title\u0007' '\u009b2Jclear' 'a\u202eright to left' \
            'zero\u200bwidth\u2060\ufeff' 'e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301' '\t\r\n\u0000end' \
            '日本語日本語日本語日本語日本語日本語日本語' $'\xff\xfe invalid \xc3' '\u007f\u0008back' plain; do
            record "$((n += 1))" "$text"
            printf ','
        done
        record 59 plain2 "$million"
        printf ']}'
    } >"$logs"
    "$TRAILCASE" ingest "$CASE" "$logs" -q
}

# Bytes that may not be on a screen: controls, C1, bidi and zero-width characters, bytes that are no UTF-8.
clean() {
    LC_ALL=C.UTF-8 grep -qaxv '.*' "$1" && { echo "$1: not UTF-8"; return 1; }
    LC_ALL=C grep -qaP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf' "$1" &&
        { echo "$1: a control character"; return 1; }
    return 0
}

@test "all events came in" {
    [ "$("$TRAILCASE" list "$CASE" accounts --format json | jq '.[0].events')" -eq 12 ]
}

@test "no screen lets anything through" {
    local name file
    for name in case principals addresses keys apis resources sessions agents services regions errors events timeline; do
        for size in 80x24 200x50 60x12; do
            file=$BATS_TEST_TMPDIR/$name-$size
            printf '%s\n' ":$name" "dump $file" 'key Enter' "dump $file-next" 'key G' "dump $file-end" |
                "$TRAILCASE" ui "$CASE" --size "$size" --script -
            clean "$file"
            clean "$file-next"
            clean "$file-end"
        done
    done
}

@test "one event with each text lets nothing through" {
    local n
    for n in 1 2 3 4 5 6 7 8 9 10 11; do
        printf '%s\n' ':events' "key $(printf 'j %.0s' $(seq "$n"))" 'key Enter' "dump $BATS_TEST_TMPDIR/$n" 'key PageDown' \
            "dump $BATS_TEST_TMPDIR/$n-more" | "$TRAILCASE" ui "$CASE" --script -
        clean "$BATS_TEST_TMPDIR/$n"
        clean "$BATS_TEST_TMPDIR/$n-more"
    done
}

@test "columns stay where they are" {
    # In the ASCII form every character takes one column, so the count and what follows it line up to the column.
    printf '%s\n' ':agents' "dump $BATS_TEST_TMPDIR/agents" | "$TRAILCASE" ui "$CASE" --ascii --size 100x24 --script -
    run awk 'NR == 2 { at = index($0, "eventsv") + 6 } NR > 2 && NR < 14 && substr($0, at, 1) != "1" { print }' \
        "$BATS_TEST_TMPDIR/agents"
    [ -z "$output" ] || { echo "$output"; cat "$BATS_TEST_TMPDIR/agents"; false; }
}

@test "what is written to a real terminal holds none of it" {
    local raw=$BATS_TEST_TMPDIR/raw plain=$BATS_TEST_TMPDIR/plain name
    load ../e2e/e2e
    e2e_setup
    shell 120 40 TERM=xterm-256color
    mux pipe-pane -O "cat >'$raw'"
    line "'$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'hostile.db'
    for name in principals/Principals addresses/Addresses keys/Keys apis/APIs resources/Resources agents/Agents \
        errors/Errors events/Events timeline/Timeline; do
        press : "${name%/*}" Enter
        wait_for "› ${name#*/}"
        press G g j Enter G q
    done
    press : events Enter Enter '>' '>' '>' '>' '>' '>' '>' '>' '>' '>' v
    press Q
    wait_for 'EXIT=0'
    mux kill-server
    [[ $(stat -c %s "$raw") -gt 10000 ]]
    LC_ALL=C grep -qaF "^[[31mred" "$raw"
    LC_ALL=C grep -qaF $'\e[31mred' "$raw" && return 1
    # Without the sequences that curses and the shell write themselves, no control character is left.
    LC_ALL=C sed -E 's/\x1b(\[[0-9;?]*[A-Za-z]|[()][0AB]|[=>78M])//g; s/[\r\x08\x0e\x0f\x07]//g' "$raw" >"$plain"
    clean "$plain"
}

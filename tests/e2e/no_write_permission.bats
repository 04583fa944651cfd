#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# A case in a folder that nobody may write, in a real terminal.

load e2e

setup() {
    e2e_setup
    FOLDER=$(mktemp -d /tmp/trailcase-readonly-XXXXXX)
    CASE=$FOLDER/case.db
    "$TRAILCASE" ingest -q "$CASE" "$TOP_SRCDIR/tests/e2e/logs" >/dev/null
    chmod 444 "$CASE"
    chmod 555 "$FOLDER"
    # Nobody forbids root anything: become somebody else.
    AS=''
    if [[ $(id -u) -eq 0 ]]; then
        command -v setpriv >/dev/null || skip "root may write anywhere, and setpriv is not installed"
        AS='setpriv --reuid=65534 --regid=65534 --clear-groups'
    fi
    $AS test -x "$TRAILCASE" || skip "the build folder is closed to others"
}

teardown() {
    e2e_teardown
    chmod 755 "$FOLDER"
    rm -rf "$FOLDER"
}

@test "opens for reading, says so, and marks nothing" {
    shell 80 24
    line "$AS '$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'read only'
    press 5
    wait_for 'AKIAEXAMPLEALICE0001'
    press m
    wait_for 'nothing can be marked'
    press Q
    wait_for 'EXIT=0'
    [[ $(ls "$FOLDER") == case.db ]]
}

@test "a home that cannot be written costs the history alone" {
    shell 80 24 XDG_STATE_HOME="$FOLDER/state" XDG_CONFIG_HOME="$FOLDER/config"
    line "$AS '$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'case.db'
    press f
    type_text 'is:denied'
    press Enter
    wait_for 'filter is:denied'
    press Q
    wait_for 'EXIT=0'
}

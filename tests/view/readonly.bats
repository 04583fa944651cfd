#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# A case in a folder that cannot be written, as evidence often is.

setup() {
    FOLDER=$(mktemp -d /tmp/trailcase-readonly-XXXXXX)
    "$TRAILCASE" ingest -q "$FOLDER/case.db" "$TOP_SRCDIR/tests/e2e/logs" >/dev/null
    chmod 644 "$FOLDER/case.db"
    chmod 555 "$FOLDER"
    # Nobody forbids root anything: become somebody else.
    AS=()
    if [[ $(id -u) -eq 0 ]]; then
        command -v setpriv >/dev/null || skip "root may write anywhere, and setpriv is not installed"
        AS=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    fi
    "${AS[@]}" test -x "$TRAILCASE" || skip "the build folder is closed to others"
}

teardown() {
    chmod 755 "$FOLDER"
    rm -rf "$FOLDER"
}

@test "a case that cannot be written opens for reading, and says so" {
    printf '%s\n' 'key 5' 'expect read only' 'expect AKIAEXAMPLEALICE0001' 'key m' \
        'expect nothing can be marked' ':mark attacker key:AKIAEXAMPLEALICE0001' \
        'expect nothing can be marked' 'key u' 'expect nothing can be decided' 'key 9' 'type A' \
        'expect nothing can be decided' | "${AS[@]}" "$TRAILCASE" ui "$FOLDER/case.db" --script -
}

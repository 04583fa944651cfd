#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# A terminal at the end of a line of about 1,600 bytes a second: what the program writes goes through a pipe that is read
# slowly. Keys that come faster than screens can follow end in the right one, and it quits.

load e2e

setup() {
    e2e_setup
    command -v script >/dev/null || skip "script is not installed"
    e2e_case
    cat >"$HOME/slowly" <<'SLOWLY'
LC_ALL=C
while IFS= read -r -d '' -N 64 -t 0.1 bytes || [[ $? -gt 128 ]]; do
    printf %s "$bytes"
    sleep 0.04
done
printf %s "$bytes"
SLOWLY
}

teardown() {
    e2e_teardown
}

@test "keys that outrun the line end in the right screen" {
    shell 80 24
    line "stty raw -echo; script -qec \"stty rows 24 cols 80 sane; '$TRAILCASE' ui '$CASE'\" /dev/null | bash '$HOME/slowly'; stty sane; echo EX''IT"
    wait_for 'case.db'
    press 3 j k j k 4 j k 5 j j k k 7 j j j 5 G g
    wait_for 'Keys'
    wait_for '1 of'
    wait_for 'AKIAEXAMPLEALICE0001'
    press Q
    wait_for 'EXIT'
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What Tab offers in bash.

setup() {
    # shellcheck source=/dev/null
    source "$TOP_SRCDIR/src/cli/complete/trailcase.bash"
}

offered() {
    COMP_WORDS=("$TRAILCASE" "$@")
    COMP_CWORD=$#
    _trailcase
    printf '%s\n' "${COMPREPLY[@]}"
}

@test "the first word completes to every command the program has" {
    run offered ''
    local command
    for command in $("$TRAILCASE" --words); do
        [[ $'\n'$output$'\n' == *$'\n'$command$'\n'* ]]
    done
}

@test "an option completes to those of its command" {
    local first
    first=$("$TRAILCASE" --words | head -1)
    run offered "$first" case.db --he
    [ "$output" = --help ]
}

@test "a verdict completes" {
    run offered mark case.db address:192.0.2.1 at
    [ "$output" = attacker ]
}

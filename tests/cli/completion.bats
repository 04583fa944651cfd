#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What Tab offers in bash, zsh and fish. All ask the program.

bats_require_minimum_version 1.5.0
load ../e2e/e2e

setup() {
    COMPLETE=$TOP_SRCDIR/src/cli/complete
}

teardown() {
    e2e_teardown
}

offered() {
    # shellcheck source=/dev/null
    source "$COMPLETE/trailcase"
    COMP_WORDS=("$TRAILCASE" "$@")
    COMP_CWORD=$#
    _trailcase
    [[ ${#COMPREPLY[@]} -eq 0 ]] || printf '%s\n' "${COMPREPLY[@]}"
}

# in_terminal SHELL-COMMAND SETUP-LINE: complete the words of a line in a real shell
in_terminal() {
    e2e_setup
    mkdir -p "$BATS_TEST_TMPDIR/bin"
    ln -sf "$TRAILCASE" "$BATS_TEST_TMPDIR/bin/trailcase"
    shell 100 24 "PATH='$BATS_TEST_TMPDIR/bin:$PATH'"
    line "$1"
    line "$2; echo SET''UP"
    wait_for SETUP
    type_text 'trailcase list any.db addr'
    press Tab
    wait_for 'any.db addresses'
    type_text ' --forma'
    press Tab
    wait_for '--format'
    type_text 'jsonl'
    press Enter
}

@test "the first word completes to every command the program has" {
    diff <(offered '') <("$TRAILCASE" --words)
    [ "$(offered --vers)" = --version ]
}

@test "an option completes to those of its command, its value to those it takes" {
    local command
    for command in $("$TRAILCASE" --words); do
        [ "$(offered "$command" case.db --he)" = --help ]
    done
    [ "$(offered list case.db keys --form)" = --format ]
    [ "$(offered list --format cs)" = csv ]
    [ "$(offered timeline case.db -b hou)" = hour ]
    [ -z "$(offered report case.db --output '')" ]
}

@test "where a file or free text stands nothing is offered, so that the shell offers files" {
    [ -z "$(offered list '')" ]
    [ -z "$(offered events case.db '')" ]
    [ -z "$(offered nonsense case.db '')" ]
}

@test "words of commands complete, also behind options" {
    [ "$(offered mark case.db address:192.0.2.1 at)" = attacker ]
    [ "$(offered --demo ro)" = role ]
    [ "$(offered answer --text words case.db ent)" = entry ]
}

@test "every kind that completes is one the command takes" {
    local kind
    "$TRAILCASE" ingest -q "$BATS_TEST_TMPDIR/case.db" "$TOP_SRCDIR/tests/e2e/logs"
    for kind in $(offered list case.db ''); do
        "$TRAILCASE" list "$BATS_TEST_TMPDIR/case.db" "$kind" >/dev/null
    done
    for kind in $(offered frequency case.db ''); do
        "$TRAILCASE" frequency "$BATS_TEST_TMPDIR/case.db" "$kind" >/dev/null
    done
    for kind in $(offered export case.db ''); do
        "$TRAILCASE" export "$BATS_TEST_TMPDIR/case.db" "$kind" -o "$BATS_TEST_TMPDIR/$kind" >/dev/null
    done
    for kind in $(offered answer case.db ''); do
        "$TRAILCASE" answer "$BATS_TEST_TMPDIR/case.db" "$kind" --text words
    done
}

@test "zsh completes" {
    command -v zsh >/dev/null || skip "zsh is not installed"
    in_terminal 'exec zsh -f' "fpath=($COMPLETE \$fpath); autoload -Uz compinit; compinit -u -D"
}

@test "fish completes" {
    command -v fish >/dev/null || skip "fish is not installed"
    local fish="source '$COMPLETE/trailcase.fish'; complete -C"
    mkdir "$BATS_TEST_TMPDIR/bin" && ln -s "$TRAILCASE" "$BATS_TEST_TMPDIR/bin/trailcase"
    export HOME=$BATS_TEST_TMPDIR PATH=$BATS_TEST_TMPDIR/bin:$PATH
    [ "$(fish -c "$fish 'trailcase list any.db addr'")" = addresses ]
    [[ $(fish -c "$fish 'trailcase time'") == timeline$'\t'* ]]
    touch "$BATS_TEST_TMPDIR/some.db" && cd "$BATS_TEST_TMPDIR"
    [[ $(fish -c "$fish 'trailcase info so'") == some.db* ]]
}

#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck disable=SC2016,SC2034,SC2317,SC2329
# (values are quoted so that nothing in them expands; items, their functions and variables, are reached by name)
set -u -o pipefail

usage() {
    cat <<'USAGE'
Without options it shows what it would do and calls nothing.

  --check         ask AWS which items are done, change nothing
  --apply         do what is not done yet
  --undo ID       take an item back that can be taken back; with --apply do it
  --only ID       this item only; may be given again
  --phase PHASE   contain, preserve, eradicate, recover or harden only
  --profile NAME  credentials to act with, as for aws
  --region NAME   for calls that name no region themselves
  --log FILE      where it writes what it did

Items marked "by hand" are shown and never run. Exit: 0 done, 1 something failed or is left, 2 not started.
USAGE
}

die() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 2
}

mode=show
only=()
undo=''
wanted_phase=''
profile=''
account=''
accounts=()
log=${0##*/}
log=./${log%.sh}.log
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
failed=0

aws() {
    command aws ${profile:+"--profile=$profile"} "$@"
}

note() {
    printf '%s\t%s\t%s\t%s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$account" "$1" "$2" >>"$log"
}

show() {
    local word
    printf '   '
    for word in "$@"; do
        if [[ $word =~ ^[A-Za-z0-9_@%+=:,./-]+$ ]]; then printf ' %s' "$word"; else printf ' %s' "${word@Q}"; fi
    done
    printf '\n'
}

# One command of an item.
run() {
    show "$@"
    [[ $mode == apply && $by_hand == no ]] || return 0
    if ! "$@" >"$scratch" 2>&1 </dev/null; then
        worked=no
        sed 's/^/      /' "$scratch" >&2
    fi
    cat "$scratch" >>"$log"
}

# One command of a check: does it print anything? What is not found is gone.
probe() {
    local out
    if out=$("$@" 2>"$scratch" </dev/null); then
        out=${out//None/}
        [[ $out =~ [^[:space:]] ]] && there=yes
    elif ! grep -qiE 'NoSuch|NotFound|not found|does not exist' "$scratch"; then
        sure=no
        sed 's/^/      /' "$scratch" >&2
    fi
    return 0
}

has() {
    declare -F "$1" >/dev/null
}

# Is item $1 done? 0 yes, 1 no, 2 cannot tell.
is_done() {
    there=no sure=yes
    if ! has "check_$1"; then
        [[ -e $log ]] && grep -qF "$(printf '%s\t%s\tdone' "$account" "${1//_/-}")" "$log" && return 0
        return 2
    fi
    "check_$1"
    [[ $sure == yes ]] || return 2
    [[ $there == "$until_there" ]]
}

may_run() {
    has "guard_$1" || return 0
    there=no sure=yes
    "guard_$1"
    [[ $there == yes ]]
}

act() {
    local id=${1//_/-}
    if ! may_run "$1"; then
        printf '    not yet: what it destroys has not been preserved\n'
        note "$id" 'refused: not preserved'
        return 1
    fi
    worked=yes
    "item_$1"
    if [[ $worked == no ]] || { has "check_$1" && ! is_done "$1"; }; then
        printf '    FAILED\n'
        note "$id" failed
        return 1
    fi
    printf '    done\n'
    note "$id" 'done'
}

is_wanted() {
    local id
    [[ -z $wanted_phase || $wanted_phase == "$2" ]] || return 1
    [[ ${#only[@]} -gt 0 ]] || return 0
    for id in "${only[@]}"; do
        [[ $id == "$1" ]] && return 0
    done
    return 1
}

take_back() {
    has "undo_$1" || die "$undo cannot be taken back"
    worked=yes
    "undo_$1"
    [[ $mode == show ]] && return
    [[ $worked == yes ]] || failed=1
    note "$undo" "undo $worked"
}

# step ID PHASE ACCOUNT UNTIL_THERE BY_HAND TITLE
step() {
    local name=${1//-/_}
    until_there=$4 by_hand=$5
    is_wanted "$1" "$2" || return 0
    [[ -z $undo || $undo == "$1" ]] || return 0
    printf '%s  %s%s\n' "$1" "$6" "$([[ $by_hand == no ]] || printf ' (by hand)')"
    if [[ $mode != show && -n $3 && $3 != "$account" ]]; then
        printf '    of account %s: skipped\n' "$3"
        return
    fi
    if [[ -n $undo ]]; then
        take_back "$name"
    elif [[ $mode == show || $by_hand == yes ]]; then
        if has "item_$name"; then "item_$name"; fi
    elif is_done "$name"; then
        printf '    done already\n'
    elif [[ $mode == check ]]; then
        printf '    open\n'
        failed=1
    else
        act "$name" || failed=1
    fi
}

find_account() {
    local mine
    [[ $mode != show ]] || return 0
    account=$(aws sts get-caller-identity --query=Account --output=text) ||
        die 'cannot tell which account these credentials are of: nothing was done'
    for mine in "${accounts[@]}"; do
        [[ $mine == "$account" ]] && return
    done
    die "these credentials are of account $account, and nothing here is (it is of ${accounts[*]}): nothing was done"
}

main() {
    while [[ $# -gt 0 ]]; do
        case $1 in
        --check) mode=check ;;
        --apply) mode=apply ;;
        --undo | --only | --phase | --profile | --region | --log)
            [[ $# -gt 1 ]] || die "$1 takes a value"
            case $1 in
            --undo) undo=$2 ;;
            --only) only+=("$2") ;;
            --phase) wanted_phase=$2 ;;
            --profile) profile=$2 ;;
            --region) export AWS_DEFAULT_REGION=$2 ;;
            --log) log=$2 ;;
            esac
            shift
            ;;
        -h | --help)
            usage
            exit 0
            ;;
        *) die "unknown option $1: see --help" ;;
        esac
        shift
    done
    scratch=$(mktemp) || die 'cannot make a temporary file'
    trap 'rm -f "$scratch"' EXIT
    find_account
    [[ $mode != show ]] || printf 'This only shows what --apply would do.\n\n'
    steps
    exit "$failed"
}


#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck disable=SC2016,SC2034,SC2317,SC2329
# (values are quoted so that nothing in them expands; items, their functions and variables, are reached by name)
set -u -o pipefail

usage() {
    cat <<'USAGE'
Without options it shows what it would do and calls nothing.

  --check         ask AWS which items are done, change nothing
  --apply         do what is not done yet of what --phase, --only or --all says
  --phase PHASE   contain, preserve, eradicate, recover or harden only
  --only ID       this item only; may be given again
  --all           every phase in one go
  --again         do it even where its check says that it is done
  --undo ID       take an item back that can be taken back; with --apply do it
  --profile NAME  credentials to act with, as for aws
  --region NAME   for calls that name no region themselves
  --log FILE      where it writes what it did

Items marked "by hand" are shown and never run. Those marked "by name" destroy something for good or stop work of
others: they run when --only names them. Exit: 0 all done; 1 something failed or, with --check, is open; 2 not
started; 3 the rest is done, and items by hand, by name or of other accounts are left.
USAGE
}

die() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 2
}

mode=show
all=no
again=no
refusal=''
only=()
undo=''
wanted_phase=''
profile=''
account=''
accounts=()
log=${0##*/}
log=./${log%.sh}.log
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
gone='NoSuch|NotFound|not found|does not exist'
declare -A count=()

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
    [[ $mode == apply && $by_hand != yes ]] || return 0
    if ! "$@" >"$scratch" 2>&1 </dev/null && ! { has "check_$item" && grep -qiE "$gone" "$scratch"; }; then
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
    elif ! grep -qiE "$gone" "$scratch"; then
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
        [[ -e $log && $(grep -F "$(printf '%s\t%s\t' "$account" "${1//_/-}")" "$log" | tail -1) == *$'\tdone' ]] ||
            return 2
        return 0
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
        printf '    not yet: %s\n' "$refusal"
        note "$id" "refused: $refusal"
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
    [[ -z $undo || $undo == "$1" ]] || return 1
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
    [[ $worked == yes ]] || add failed
    note "$undo" "undo $worked"
}

add() {
    count[$1]=$((${count[$1]:-0} + 1))
}

# Item $1, of which is_done() said $2.
deal_with() {
    local unsure=''
    [[ $2 != 2 ]] || unsure=', and nothing can tell whether it is done'
    if [[ $2 == 0 && ($again == no || $mode == check) ]]; then
        printf '    done already\n'
        add already
    elif [[ $by_hand == yes ]]; then
        if [[ $mode == apply ]] && has "item_$1"; then "item_$1"; fi
        printf '    left to you: by hand%s\n' "$unsure"
        add "$([[ $mode == check && $2 == 1 ]] && echo open || echo by_hand)"
    elif [[ $mode == check ]]; then
        printf '    open%s\n' "$unsure"
        add open
    elif [[ $by_hand == name && ${#only[@]} -eq 0 ]]; then
        printf '    left to you: it runs with --only %s\n' "${1//_/-}"
        add by_name
    elif act "$1"; then
        add 'done'
    else
        add failed
    fi
}

# step ID PHASE ACCOUNT UNTIL_THERE BY_HAND TITLE; BY_HAND: yes, no or name
step() {
    local state=0
    is_wanted "$1" "$2" || return 0
    item=${1//-/_} until_there=$4 by_hand=$5
    add wanted
    printf '%s  %s%s\n' "$1" "$6" "$([[ $by_hand == no ]] || printf ' (by %s)' "${by_hand/yes/hand}")"
    if [[ $mode != show && -n $3 && $3 != "$account" ]]; then
        printf '    of account %s: skipped\n' "$3"
        add elsewhere
    elif [[ -n $undo ]]; then
        take_back "$item"
    elif [[ $mode == show ]]; then
        if has "item_$item"; then "item_$item"; fi
    else
        is_done "$item" || state=$?
        deal_with "$item" "$state"
    fi
}

sum_up() {
    [[ ${count[wanted]:-0} -ge ${#only[@]} && ${count[wanted]:-0} -gt 0 ]] ||
        die 'not every item that was named is in this list'
    [[ $mode != show ]] || exit 0
    [[ -n $undo ]] ||
        printf '\n%d done, %d done already, %d failed, %d open; left to you: %d by hand, %d by name, %d of other accounts\n' \
            "${count[done]:-0}" "${count[already]:-0}" "${count[failed]:-0}" "${count[open]:-0}" \
            "${count[by_hand]:-0}" "${count[by_name]:-0}" "${count[elsewhere]:-0}"
    [[ -z ${count[failed]:-}${count[open]:-} ]] || exit 1
    [[ -z ${count[by_hand]:-}${count[by_name]:-}${count[elsewhere]:-} ]] || exit 3
    exit 0
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
        --all) all=yes ;;
        --again) again=yes ;;
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
    [[ $wanted_phase =~ ^(contain|preserve|eradicate|recover|harden|)$ ]] || die "there is no phase $wanted_phase"
    [[ $mode != apply || $all == yes || -n $wanted_phase$undo || ${#only[@]} -gt 0 ]] ||
        die 'say how far --apply is to go: --phase PHASE, --only ID or, for every phase in one go, --all'
    scratch=$(mktemp) || die 'cannot make a temporary file'
    trap 'rm -f "$scratch"' EXIT
    find_account
    [[ $mode != show ]] || printf 'This only shows what --apply would do.\n\n'
    steps
    sum_up
}


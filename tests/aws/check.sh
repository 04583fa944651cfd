#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Run the script of `checklist -t sh` with Debian's awscli against moto, an AWS of its own on this machine, in the
# state each sample leaves. moto comes from PyPI into a folder of the build; where it cannot be had this says so and
# passes. Usage: check.sh BUILD SOURCE
set -euo pipefail
build=$(cd "$1" && pwd) source=$(cd "$2" && pwd)
work=$build/tests/aws/check
venv=$build/tests/aws/venv
aws=/usr/bin/aws

skip() {
    echo "SKIP: check-aws did not run: $*"
    exit 0
}

[[ -x $aws ]] || skip "awscli is not installed"
[[ -x $venv/bin/moto_server ]] || { python3 -m venv "$venv" && "$venv/bin/pip" -q install 'moto[server]' boto3; } ||
    skip "moto could not be had from PyPI"
rm -rf "$work"
mkdir -p "$work/bin"
cd "$work"
export PATH="$work/bin:$PATH" HOME="$work" AWS_DEFAULT_REGION=us-east-1 AWS_EC2_METADATA_DISABLED=true
export MOTO_IAM_LOAD_MANAGED_POLICIES=true
trap 'kill $(jobs -p) 2>/dev/null' EXIT

# An AWS of its own. awscli before 1.29 knows no AWS_ENDPOINT_URL: it takes it on the command line.
start_moto() {
    local port
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    export AWS_ENDPOINT_URL="http://127.0.0.1:$port"
    "$venv/bin/moto_server" -p "$port" >"moto.$port.log" 2>&1 &
    printf '#!/bin/sh\nexec %s --endpoint-url=%s "$@"\n' "$aws" "$AWS_ENDPOINT_URL" >bin/aws
    chmod +x bin/aws
    for _ in $(seq 100); do
        AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x aws sts get-caller-identity >/dev/null 2>&1 && return
        sleep 0.1
    done
    fail "moto does not answer"
}
trailcase() { TRAILCASE_NOW=2020-05-01T00:00:00Z "$build/trailcase" "$@"; }
attacked() { "$venv/bin/python" "$source/tests/aws/attacked.py" "$@"; }
sample() { "$venv/bin/python" "$source/tests/aws/sample.py" "$@"; }
fail() {
    echo "not ok: $*"
    exit 1
}
grow() { trailcase scope "$1" -q --seed "event:$(jq -r .lead_event "${2:-sample}/truth.json")" --auto >/dev/null; }

# Exit 3: done, and items are left that a person does or names.
script=checklist.sh
profile=()
applies() {
    bash "$script" --apply "${profile[@]}" "$@" >>"$out" || [[ $? == 3 ]] || {
        grep -B3 -E 'FAILED|not yet' "$out"
        fail "some items of $script failed"
    }
}
run_all() {
    local out=$1 named phase
    mapfile -t named < <(trailcase checklist case.db -t json | jq -r '.[] | select(.by_name) | "--only", .id')
    for phase in contain preserve eradicate recover; do
        grep -q "^    step [^ ]* $phase " "$script" && applies --phase "$phase"
    done
    [[ ${#named[@]} -eq 0 ]] || applies "${named[@]}"
}

"$venv/bin/python" "$source/tests/aws/queries.py" "$source"
/usr/bin/python3 "$source/tests/aws/commands.py" "$source"
export AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x MOTO_ACCOUNT_ID=111122223333
start_moto
"$build/samples/gen" model sample
trailcase ingest -q first.db sample/logs >/dev/null
grow first.db
trailcase residue first.db --format json >residue.json
attacked set-up residue.json sample/truth.json ids.json
attacked rewrite ids.json sample/logs logs.json
trailcase ingest -q case.db logs.json >/dev/null
grow case.db
trailcase checklist case.db -t sh -o checklist.sh
attacked state >before

bash checklist.sh >shown
attacked state | diff before - || { echo "not ok: showing changed something"; exit 1; }
key=$(trailcase checklist case.db -t json | jq -r '.[] | select(.kind == "key-leaked" and .phase == "contain").id' | head -1)
bash checklist.sh --apply --only "$key" >one
[[ $(attacked state | grep -c Inactive) == 1 ]] || { echo "not ok: one item"; cat one; exit 1; }
bash checklist.sh --apply --undo "$key" >back
attacked state | diff before - || { echo "not ok: undo did not restore"; exit 1; }
run_all applied
attacked verify ids.json
attacked state >after
run_all again
attacked state | diff after - || { echo "not ok: a second run changed something"; exit 1; }
[[ $(grep -c '^    done$' again) == 0 ]] || { echo "not ok: a second run did something"; exit 1; }
echo "ok: $(grep -c '^    done$' applied) items done, none of them again"

# The profile of an account: the first is the default.
choose() {
    profile=()
    [[ $1 == 111122223333 ]] || profile=(--profile lab)
}

# Samples 2 and 3, in two accounts: apply and take back each item that can be, then apply all, twice.
checked() {
    local name=$1 id account
    script=$name.sh
    start_moto
    sample profiles .aws/credentials
    sample set-up "$name" ids.json
    rm -rf case.db*
    "$build/samples/gen" "$name" "$name"
    sample rewrite ids.json "$name/logs" logs.json
    trailcase ingest -q case.db logs.json >/dev/null
    grow case.db "$name"
    trailcase checklist case.db -t sh -o "$script"
    trailcase checklist case.db -t json >"$name.json"
    sample state >before
    bash "$script" >shown
    sample state | diff before - || fail "showing changed something"
    while read -r id account; do
        choose "$account"
        bash "$script" --apply --log tried --only "$id" "${profile[@]}" >one || fail "$id: $(cat one)"
        bash "$script" --apply --log tried --undo "$id" "${profile[@]}" >back || fail "undo of $id: $(cat back)"
        sample state | diff before - || fail "undo of $id did not restore"
    done < <(jq -r '.[] | select(.state == "open" and .undo and (.by_hand | not)) | "\(.id) \(.account)"' "$name.json")
    each_account "$name" "$name.applied"
    sample verify "$name" ids.json
    sample state >after
    each_account "$name" "$name.again"
    sample state | diff after - || fail "a second run changed something"
    [[ $(grep -c '^    done$' "$name.again") == 0 ]] || fail "a second run did something"
    echo "ok: $name, $(grep -c '^    done$' "$name.applied") items done, none of them again"
}

each_account() {
    local account
    for account in $(jq -r '[.[] | select(.state == "open" and (.by_hand | not)).account] | unique[]' "$1.json"); do
        choose "$account"
        run_all "$2"
    done
}
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY MOTO_ACCOUNT_ID
checked role
checked console

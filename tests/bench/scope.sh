#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How long judging takes on a generated case: attribution after a mark on one credential, on the busiest key, on the eight
# busiest at once; what is proposed then; and the robots on the busiest key. Each line is the median of BENCH_ROUNDS runs,
# the start of the program included: wall seconds, seconds of processor, MiB at the peak.
#
#   tests/bench/scope.sh [BUILD-FOLDER]
#
# BENCH_SCOPE_EVENTS (1000000) and BENCH_ROUNDS (3) change the load; BENCH_SCOPE_CASE names a case instead of making one (a
# copy is worked on); BENCH_SCOPE_LIMIT fails the run when a mark takes more seconds, BENCH_ROBOT_LIMIT when a robot does.
set -euo pipefail
export LC_ALL=C
build=$(cd "${1-build}" && pwd)
events=${BENCH_SCOPE_EVENTS-1000000}
bench=$build/bench
case=${BENCH_SCOPE_CASE-$bench/ui-$events.db}
made=$bench/made.scope
trailcase=$build/trailcase

if [[ ! -e $case ]]; then
    mkdir -p "$bench"
    "$build/tests/bench/gen_load" --events "$events" --per-file 1000 "$bench/scope-load" >/dev/null
    "$trailcase" ingest -q "$case.new" "$bench/scope-load"
    mv "$case.new" "$case"
    rm -rf "$bench/scope-load"
fi
mkdir -p "$bench"
rm -f "$made"*
cp "$case" "$made"

# list_keys KIND N: so many keys, the busiest first
list_keys() {
    "$trailcase" list "$made" keys --format csv | awk -F , -v kind="$1" -v n="$2" '$8 == kind && n-- > 0 { print "key:" $1 }'
}

# measure NAME LIMIT COMMAND...: the median, after `undo` where the command marks
measure() {
    local name=$1 limit=$2 round
    shift 2
    for ((round = 0; round < ${BENCH_ROUNDS-3}; round++)); do
        "$build/tests/bench/measure" "$bench/result" "$trailcase" "$@" >"$bench/output" 2>&1 || {
            cat "$bench/output" >&2
            return 1
        }
        echo "$(<"$bench/result")"
        [[ $1 != mark ]] || "$trailcase" undo "$made" >/dev/null
    done | sort -n | awk -v name="$name" -v limit="$limit" '
        { line[NR] = $0 }
        END {
            split(line[int((NR + 1) / 2)], f)
            printf "%-36s %7.2f s %7.2f s %7.0f MiB\n", name, f[1], f[2], f[3] / 1024
            exit limit != "" && f[1] > limit
        }'
}

mapfile -t lasting < <(list_keys long-lived 8)
mapfile -t passing < <(list_keys temporary 1)
busiest=${lasting[0]}
mark_limit=${BENCH_SCOPE_LIMIT-} robot_limit=${BENCH_ROBOT_LIMIT-}
measure "mark a temporary key" "$mark_limit" mark "$made" "${passing[0]}" attacker
measure "mark the busiest key" "$mark_limit" mark "$made" "$busiest" compromised
measure "mark the 8 busiest keys" "$mark_limit" mark "$made" "${lasting[@]}" compromised
"$trailcase" mark -q "$made" "$busiest" compromised
measure "mark one more, with a busy one marked" "$mark_limit" mark "$made" "${passing[0]}" attacker
"$trailcase" mark -q "$made" "${passing[0]}" attacker
measure "proposals with their effects" "" scope "$made" --proposals --format jsonl
for robot in roles services interesting baseline; do
    measure "robot $robot, busiest key" "$robot_limit" robot "$made" "$robot" "$busiest"
done
rm -f "$made"*

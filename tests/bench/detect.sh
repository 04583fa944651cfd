#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How long all rules take over a generated case: ours, and those of BENCH_RULES, by default the public ones when
# TRAILCASE_DATA has them.
#
#   tests/bench/detect.sh [BUILD-FOLDER]
#
# BENCH_DETECT_EVENTS (1000000) and BENCH_ROUNDS (3) change the load; BENCH_DETECT_LIMIT fails the run when the median
# takes more seconds.
set -euo pipefail
export LC_ALL=C
build=$(cd "${1-build}" && pwd)
events=${BENCH_DETECT_EVENTS-1000000}
rules=${BENCH_RULES-${TRAILCASE_DATA-}/rules-sigmahq}
bench=$build/bench
case=$bench/detect-$events.db

if [[ ! -e $case ]]; then
    mkdir -p "$bench"
    "$build/tests/bench/gen_load" --events "$events" --per-file 1000 "$bench/detect-load" >/dev/null
    "$build/trailcase" ingest -q --no-rules "$case.new" "$bench/detect-load"
    mv "$case.new" "$case"
    rm -rf "$bench/detect-load"
fi
more=()
if [[ -d $rules ]]; then more=(-r "$rules"); else echo "left out: there are no public rules in $rules"; fi

for ((round = 0; round < ${BENCH_ROUNDS-3}; round++)); do
    cp "$case" "$bench/made.detect"
    "$build/tests/bench/measure" "$bench/result" "$build/trailcase" detect "$bench/made.detect" "${more[@]}" \
        --format csv >"$bench/output"
    echo "$(<"$bench/result") $(tail -1 "$bench/output" | tr , ' ')"
done | sort -n | awk -v limit="${BENCH_DETECT_LIMIT-}" '
    { line[NR] = $0 }
    END {
        split(line[int((NR + 1) / 2)], f)
        printf "rules: %d over %d events in %.2f s, %.2f s of processor, %.0f MiB; %d records read, %d hits\n", f[4], f[7],
            f[1], f[2], f[3] / 1024, f[8], f[9]
        exit limit != "" && f[1] > limit
    }'
rm -f "$bench/made.detect"*

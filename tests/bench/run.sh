#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How fast ingest is, beside `gzip -dc` on the same files, which is what the bars of the project are ratios of:
#
#   tests/bench/run.sh [BUILD-FOLDER]
#
# BENCH_EVENTS (400000), BENCH_PER_FILE (100) and BENCH_ROUNDS (3) change the load; BENCH_LIMIT fails the run when
# the median ratio exceeds it. The load is made once and kept in BUILD-FOLDER/bench.
set -euo pipefail
export LC_ALL=C
build=$(cd "${1-build}" && pwd)
events=${BENCH_EVENTS-400000}
per_file=${BENCH_PER_FILE-100}
rounds=${BENCH_ROUNDS-3}
bench=$build/bench
load=$bench/load-$events-$per_file
case_file=$bench/bench.db
result=$bench/result

make_load() {
    [[ -e $load.made && ! $build/tests/bench/gen_load -nt $load.made ]] && return
    rm -rf "$load" "$load.made"
    "$build/tests/bench/gen_load" --events "$events" --per-file "$per_file" "$load" >"$load.new"
    mv "$load.new" "$load.made"
}

unpack() {
    "$build/tests/bench/measure" "$result" bash -c 'find "$0" -name "*.gz" -print0 | xargs -0 gzip -dc >/dev/null' "$load"
}

ingest() {
    rm -f "$case_file" "$case_file-wal" "$case_file-shm"
    "$build/tests/bench/measure" "$result" "$build/trailcase" ingest "$case_file" "$load" >"$bench/ingest.out" 2>&1 || {
        echo "trailcase ingest failed with $?:" >&2
        tail -5 "$bench/ingest.out" >&2
        exit 1
    }
}

# One line a run: what, wall, cpu, peak KiB, bytes of the case file.
record() {
    local bytes=0
    [[ $1 == ingest ]] && bytes=$(stat -c %s "$case_file")
    echo "$1 $(<"$result") $bytes" >>"$bench/runs"
}

table() {
    sort -k1,1 -k2,2n "$bench/runs" | awk -v events="$events" -v gzip_bytes="$1" '
        { count[$1]++; wall[$1, count[$1]] = $2; line[$1, count[$1]] = $0 }
        function show(what, text,    f) {
            split(text, f)
            printf "%-16s %9.2f %9.2f %12d %9.1f %10s\n", what, f[2], f[3], events / f[2], f[4] / 1024,
                (f[5] > 0 ? sprintf("%.1f", f[5] / 1048576) : "-")
        }
        function middle(what) { return int((count[what] + 1) / 2) }
        END {
            printf "%-16s %9s %9s %12s %9s %10s\n", "", "wall s", "cpu s", "events/s", "peak MiB", "case MiB"
            for (i = 1; i <= count["gzip"]; i++) { show("gzip -dc", line["gzip", i]); show("ingest", line["ingest", i]) }
            split(line["gzip", middle("gzip")], g)
            split(line["ingest", middle("ingest")], t)
            print ""
            show("median gzip -dc", line["gzip", middle("gzip")])
            show("median ingest", line["ingest", middle("ingest")])
            printf "\ningest / gzip -dc: %.2f   case / gzip input: %.2f   peak: %.0f MiB\n", t[2] / g[2], t[5] / gzip_bytes, t[4] / 1024
            printf "%.4f\n", t[2] / g[2] >"/dev/stderr"
        }'
}

mkdir -p "$bench"
make_load
cat "$load.made"
gzip_bytes=$(find "$load" -name '*.gz' -printf '%s\n' | awk '{ sum += $1 } END { printf "%.0f", sum }')
find "$load" -name '*.gz' -print0 | xargs -0 cat >/dev/null
rm -f "$bench/runs"
for ((round = 0; round < rounds; round++)); do
    unpack
    record gzip
    ingest
    record ingest
done
table "$gzip_bytes" 2>"$bench/ratio"
awk -v limit="${BENCH_LIMIT-}" '{ if (limit != "" && $1 > limit) { print "slower than the limit of " limit; exit 1 } }' "$bench/ratio"

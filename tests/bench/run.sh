#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How fast ingest is, beside others on the same files, in interleaved runs: `gzip -dc`, which the bars of the project
# are ratios of; ingest with the rules that run after it; jq writing the columns of an event as text; DuckDB loading
# them into a file of its own.
#
#   tests/bench/run.sh [BUILD-FOLDER]
#
# BENCH_EVENTS (400000), BENCH_PER_FILE (100) and BENCH_ROUNDS (3) change the load, BENCH_WITH the company (by default
# "jq duckdb"); BENCH_LIMIT fails the run when the median ratio of ingest to gzip exceeds it. DuckDB comes from npm as
# @duckdb/node-api, into BUILD-FOLDER/bench. Whoever cannot be had is left out, and said so. Loads are made once and kept.
set -euo pipefail
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "${1-build}" && pwd)
events=${BENCH_EVENTS-400000}
per_file=${BENCH_PER_FILE-100}
rounds=${BENCH_ROUNDS-3}
bench=$build/bench
load=$bench/load-$events-$per_file
result=$bench/result
columns=(eventID eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage
    recipientAccountId userIdentity.type userIdentity.principalId userIdentity.arn userIdentity.accountId
    userIdentity.accessKeyId)

make_load() {
    [[ -e $load.made && ! $build/tests/bench/gen_load -nt $load.made ]] && return
    rm -rf "$load" "$load.made"
    "$build/tests/bench/gen_load" --events "$events" --per-file "$per_file" "$load" >"$load.new"
    mv "$load.new" "$load.made"
}

measure() {
    "$build/tests/bench/measure" "$result" "$@" >"$bench/output" 2>&1 || {
        echo "$1 failed:" >&2
        tail -5 "$bench/output" >&2
        exit 1
    }
}

# What each does, leaving what it made in $bench/made.NAME.
# shellcheck disable=SC2016 # the inner shell expands them
run_gzip() {
    measure bash -c 'find "$0" -name "*.gz" -print0 | xargs -0 gzip -dc >/dev/null' "$load"
}

run_ingest() {
    rm -f "$bench/made.ingest"*
    measure "$build/trailcase" ingest --no-rules "$bench/made.ingest" "$load"
}

run_rules() {
    rm -f "$bench/made.rules"*
    measure "$build/trailcase" ingest "$bench/made.rules" "$load"
}

# shellcheck disable=SC2016
run_jq() {
    local filter
    filter=".Records[] | [$(printf '.%s, ' "${columns[@]}")null] | @tsv"
    measure bash -c 'find "$0" -name "*.gz" -print0 | xargs -0 gzip -dc | jq -r "$1" >"$2"' "$load" "$filter" \
        "$bench/made.jq"
}

run_duckdb() {
    rm -f "$bench/made.duckdb"*
    (cd "$bench" && measure node "$bench/duckdb.mjs" "$bench/made.duckdb" "$load/**/*.gz" "${columns[@]}")
}

have_jq() {
    command -v jq >/dev/null
}

have_duckdb() {
    command -v npm >/dev/null || return
    cp "$here/duckdb.mjs" "$bench/"
    [[ -d $bench/node_modules/@duckdb ]] ||
        (cd "$bench" && timeout 120 npm install --no-audit --no-fund @duckdb/node-api >/dev/null 2>&1)
}

# One line a run: who, wall, cpu, peak KiB, bytes of what it made.
record() {
    local bytes=0
    [[ -e $bench/made.$1 ]] && bytes=$(stat -c %s "$bench/made.$1")
    echo "$1 $(<"$result") $bytes" >>"$bench/runs"
}

table() {
    sort -k1,1 -k2,2n "$bench/runs" | awk -v events="$events" -v gzip_bytes="$1" -v who="$2" '
        { count[$1]++; line[$1, count[$1]] = $0 }
        function show(name,    f, middle) {
            middle = int((count[name] + 1) / 2)
            split(line[name, middle], f)
            wall[name] = f[2]
            size[name] = f[5]
            peak[name] = f[4]
            split(line[name, 1], least)
            split(line[name, count[name]], most)
            printf "%-10s %8.2f (%.2f to %.2f) %8.2f %7.2f %11d %9.1f %10s\n", name, f[2], least[2], most[2], f[3],
                f[2] / wall["gzip"], events / f[2], f[4] / 1024, (f[5] > 0 ? sprintf("%.1f", f[5] / 1048576) : "-")
        }
        END {
            printf "%-10s %8s %16s %8s %7s %11s %9s %10s\n", "", "wall s", "", "cpu s", "x gzip", "events/s", "peak MiB",
                "made MiB"
            n = split(who, names, " ")
            for (i = 1; i <= n; i++)
                show(names[i])
            printf "\ningest / gzip -dc: %.2f   case / gzip input: %.2f   peak: %.0f MiB", wall["ingest"] / wall["gzip"],
                size["ingest"] / gzip_bytes, peak["ingest"] / 1024
            printf "   rules add %.0f %%", 100 * (wall["rules"] / wall["ingest"] - 1)
            if ("duckdb" in wall)
                printf "   DuckDB / ingest: %.2f", wall["duckdb"] / wall["ingest"]
            print ""
            printf "%.4f\n", wall["ingest"] / wall["gzip"] >"/dev/stderr"
        }'
}

mkdir -p "$bench"
who=(gzip ingest rules)
for other in ${BENCH_WITH-jq duckdb}; do
    if "have_$other"; then who+=("$other"); else echo "left out, as it is not to be had here: $other"; fi
done
make_load
cat "$load.made"
gzip_bytes=$(find "$load" -name '*.gz' -printf '%s\n' | awk '{ sum += $1 } END { printf "%.0f", sum }')
find "$load" -name '*.gz' -print0 | xargs -0 cat >/dev/null
rm -f "$bench/runs"
for ((round = 0; round < rounds; round++)); do
    for name in "${who[@]}"; do
        "run_$name"
        record "$name"
    done
done
table "$gzip_bytes" "${who[*]}" 2>"$bench/ratio"
awk -v limit="${BENCH_LIMIT-}" '{ if (limit != "" && $1 > limit) { print "slower than the limit of " limit; exit 1 } }' "$bench/ratio"

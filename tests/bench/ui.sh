#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How long each screen takes until all of it is there, by the script driver on a generated case: p50, p95 and worst in
# milliseconds, and p50 of processor time, which other programs do not change; without a filter and under one on a field
# of each kind.
#
#   tests/bench/ui.sh [BUILD-FOLDER]
#
# BENCH_UI_EVENTS (1000000) and BENCH_UI_ROUNDS (5) change the load; BENCH_UI_CASE names a case instead of making one;
# BENCH_UI_SCREENS names the screens to measure; BENCH_UI_LIMIT fails the run when a p95 exceeds so many milliseconds.
set -euo pipefail
export LC_ALL=C.UTF-8
build=$(cd "${1-build}" && pwd)
events=${BENCH_UI_EVENTS-1000000}
rounds=${BENCH_UI_ROUNDS-5}
bench=$build/bench
case=${BENCH_UI_CASE-$bench/ui-$events.db}
all=(case principals addresses keys timeline apis resources scope events sessions agents services regions accounts
    errors coverage residue leads checklist techniques proposals)
read -ra screens <<<"${BENCH_UI_SCREENS-${all[*]}}"

if [[ ! -e $case ]]; then
    mkdir -p "$bench"
    "$build/tests/bench/gen_load" --events "$events" --per-file 1000 "$bench/ui-load" >/dev/null
    "$build/trailcase" ingest -q "$case.new" "$bench/ui-load"
    mv "$case.new" "$case"
    rm -rf "$bench/ui-load"
fi

# The key with the most calls that lasts: what takes the robots longest
busiest=$("$build/trailcase" list "$case" keys --format csv | awk -F , '$8 == "long-lived" && !key { key = $1 } END { print key }')

# busiest KIND: the value with the most events
busiest() {
    "$build/trailcase" list "$case" "$1" --limit 1 --format csv | tail -n 1 | cut -d , -f 1
}
filters=("key:$(busiest keys)" "address:$(busiest addresses)" "principal:$(busiest principals)" ip:203.0.113.0/24
    "api:$(busiest apis)" service:ec2 region:us-east-1 "account:$(busiest accounts)" "error:$(busiest errors)"
    "agent:aws-cli*" "resource:$(busiest resources)" is:denied is:mfa is:console is:write since:2020-02-10
    since:2020-02-10T10:30 at:2020-02-10)

steps() {
    local screen filter
    for screen in "${screens[@]}"; do
        printf "%s\n" :filter "time $screen :$screen"
        for filter in "${filters[@]}"; do
            echo "time $screen/$filter :$screen $filter"
        done
    done
    echo :filter
    for field in api key at is technique; do
        echo "time frequency/$field :frequency $field"
    done
    echo "time robots :robots key:$busiest"
    printf '%s\n' ':events is:denied' 'time event key Enter' 'time event/next key >' 'key q' 'time events/last key G' \
        ':principals' 'time pivot-menu key .' 'key Esc' 'time pivot-keys key K' 'time down key j'
}

for ((round = 0; round < rounds; round++)); do
    steps | "$build/trailcase" ui "$case" --script -
done | sort -t $'\t' -k1,1 -k2,2n | awk -F '\t' -v limit="${BENCH_UI_LIMIT-0}" '
    function flush() {
        if (n == 0)
            return
        p95 = value[int((n - 1) * 0.95 + 0.5)]
        order_busy()
        printf "%-46s %9.1f %9.1f %9.1f %9.1f\n", name, value[int((n - 1) / 2)], p95, value[n - 1], busy[int((n - 1) / 2)]
        slow += limit > 0 && p95 > limit
    }
    function order_busy(i, j, t) {
        for (i = 1; i < n; i++)
            for (j = i; j > 0 && busy[j - 1] > busy[j]; j--) {
                t = busy[j]; busy[j] = busy[j - 1]; busy[j - 1] = t
            }
    }
    BEGIN { printf "%-46s %9s %9s %9s %9s\n", "screen, ms", "p50", "p95", "worst", "processor" }
    $1 != name { flush(); name = $1; n = 0 }
    { busy[n] = $3; value[n++] = $2 }
    END { flush(); exit slow > 0 }'

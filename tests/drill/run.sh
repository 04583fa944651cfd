#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Ingest on a scale that takes minutes and gigabytes, so not in `make check`; CONTRIBUTING.md says when to run which.
#
#   tests/drill/run.sh BUILD-FOLDER DRILL...
#
#   stream  DRILL_GB (20) gigabytes through a pipe, nearly all of them duplicates
#   tiny    300,000 files of one record
#   line    one file of about 50 MB of gzip, a single line
#   agents  a million records, each with an agent of its own
#   kills   DRILL_KILLS (60) kills at random moments, then the run that completes it
#
# Each prints wall and processor seconds and the peak in KiB, holds the case to its accounting, and fails when more
# than 256 MiB were taken. DRILL_DIR (a new folder in /tmp) takes the loads and the cases.
set -euo pipefail
export LC_ALL=C
build=$(cd "${1:?folder of the build}" && pwd)
shift
dir=${DRILL_DIR-$(mktemp -d)}
mkdir -p "$dir"
cd "$dir"

die() {
    echo "$*" >&2
    exit 1
}

load() {
    [[ -e load-$1-$2 ]] || "$build/tests/bench/gen_load" --events "$1" --per-file "$2" "load-$1-$2" >/dev/null
}

# ingest NAME EVENTS PATH...: measured; the case must hold as many events and add up.
ingest() {
    local name=$1 events=$2 wall processor peak
    shift 2
    rm -f "$name".db*
    "$build/tests/bench/measure" result "$build/trailcase" ingest "$name.db" "$@" >"$name.out" || die "$(<"$name.out")"
    read -r wall processor peak <result
    printf '%-7s %8s s wall %8s s processor %7d MiB peak\n' "$name" "$wall" "$processor" $((peak / 1024))
    [[ $(sqlite3 "$name.db" 'SELECT count(*) FROM event') = "$events" ]] || die "$name: not $events events"
    "$build/trailcase" verify "$name.db" --format csv | grep -q '^accounting,yes' || die "$name: does not add up"
    ((peak < 262144)) || die "$name: more than 256 MiB"
}

drill_stream() {
    load 12000 1000
    find load-12000-1000 -name '*.gz' -exec zcat {} + >piece.json
    python3 -c '
import sys
piece, left = open("piece.json", "rb").read(), int(float(sys.argv[1]) * 1e9)
while left > 0:
    sys.stdout.buffer.write(piece)
    left -= len(piece)' "${DRILL_GB-20}" | ingest stream 12000 -
}

drill_tiny() {
    load 300000 1
    ingest tiny 300000 load-300000-1
}

drill_line() {
    load 240000 240000
    local file
    file=$(find load-240000-240000 -name '*.gz' -size +20M -print -quit)
    [[ $(zcat "$file" | wc -l) -le 1 ]] || die "line: more than one line"
    ls -l "$file"
    ingest line "$(zcat "$file" | grep -o '"eventID":"' | wc -l)" "$file"
}

drill_agents() {
    python3 -c '
for n in range(1000000):
    print("""{"eventTime":"2024-03-01T%02d:%02d:%02dZ","eventName":"ListUsers","eventSource":"iam.amazonaws.com","""
          """"awsRegion":"us-east-1","userAgent":"agent/%d of a million","eventID":"00000000-0000-4000-8000-%012d"}"""
          % (n // 3600 % 24, n // 60 % 60, n % 60, n, n))' | ingest agents 1000000 -
    [[ $(sqlite3 agents.db 'SELECT count(*) FROM agent') = 1000000 ]] || die "agents: not a million"
}

drill_kills() {
    local i pid killed=0 said
    load 100000 1000
    ingest kills 100000 load-100000-1000
    rm -f killed.db*
    for ((i = 0; i < ${DRILL_KILLS-60}; i++)); do
        ((i % 10)) || rm -f killed.db*
        "$build/trailcase" ingest killed.db load-100000-1000 >/dev/null 2>&1 &
        pid=$!
        sleep "$(awk -v seed="$RANDOM" 'BEGIN { srand(seed); printf "%.3f", rand() * 1.2 }')"
        kill -KILL $pid 2>/dev/null || true
        wait $pid 2>/dev/null || [[ $? != 137 ]] || killed=$((killed + 1))
        said=$("$build/trailcase" verify killed.db 2>&1) || [[ $said == *"trailcase ingest killed.db"* ]] ||
            die "kills: after kill $i: $said"
    done
    "$build/trailcase" ingest killed.db load-100000-1000 >/dev/null
    local what='SELECT count(*), sum(time_s), (SELECT count(*) FROM sighting), (SELECT total(events) FROM pack), (SELECT total(events) FROM activity),
        (SELECT total(records) FROM source), (SELECT count(*) FROM edge) FROM event'
    [[ $(sqlite3 killed.db "$what") = "$(sqlite3 kills.db "$what")" ]] || die "kills: not what one run gives"
    echo "kills   $killed of $i hit a running ingest; the case is what one run gives"
}

for drill in "$@"; do
    declare -F "drill_$drill" >/dev/null || die "there is no drill $drill"
    "drill_$drill"
done

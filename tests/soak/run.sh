#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Random keys on the three sample cases for as long as wanted, best with a build under AddressSanitizer (--enable-asan).
# A seed stands for the same keys every time; the first that fails ends the run and is named.
#
#   tests/soak/run.sh BUILD-FOLDER [MINUTES [FIRST-SEED]]
set -euo pipefail
export LC_ALL=C.UTF-8 TZ=UTC
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
minutes=${2-60}
seed=${3-1}
# shellcheck source=tests/soak/steps.bash
. "$here/steps.bash"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for sample in model role console; do
    [[ -d $build/samples/$sample/logs ]] || make -s -C "$build" "samples/$sample/truth.json"
    "$build/trailcase" ingest -q "$folder/$sample.db" "$build/samples/$sample/logs" >/dev/null
done
end=$((SECONDS + minutes * 60))
keys=0
while ((SECONDS < end)); do
    for sample in model role console; do
        cp "$folder/$sample.db" "$folder/case.db"
        RANDOM=$seed
        steps "${SOAK_STEPS-1500}" >"$folder/script"
        if ! timeout "${SOAK_SECONDS-900}" "$build/trailcase" ui "$folder/case.db" --script "$folder/script" \
            >"$folder/out" 2>&1; then
            tail -40 "$folder/out"
            cp "$folder/script" "soak-$sample-$seed.script"
            echo "seed $seed fails on sample $sample: soak-$sample-$seed.script"
            exit 1
        fi
        keys=$((keys + $(wc -l <"$folder/script")))
        rm -f "$folder"/case.db*
    done
    seed=$((seed + 1))
done
echo "$keys steps, seeds up to $((seed - 1)): nothing found"

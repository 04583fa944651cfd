#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Pictures of the main screens for README.md: the program in a terminal of tmux on a sample case, as SVG. `make pictures`
# runs it.
#
#   tests/pictures/make.sh BUILD-FOLDER OUTPUT-FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
out=$(cd "$2" && pwd)
TRAILCASE=$build/trailcase
columns=100 rows=30
folder=$(mktemp -d)
export BATS_TEST_TMPDIR=$folder BATS_TEST_NUMBER=pictures TRAILCASE_NOW=2020-04-10T00:00:00Z
# shellcheck source=tests/e2e/e2e.bash
. "$here/../e2e/e2e.bash"
trap 'e2e_teardown; rm -rf "$folder"' EXIT

# picture NAME TITLE TEXT KEY...: press the keys, wait for the text and for the worker, keep the screen
picture() {
    local name=$1 title=$2 text=$3 before='' now=-
    shift 3
    press "$@"
    wait_for "$text"
    while [[ $before != "$now" ]]; do
        before=$now
        sleep 0.5
        now=$(mux capture-pane -e -N -p)
    done
    python3 "$here/svg.py" "$columns" "$title" <<<"$now" >"$out/$name.svg"
    echo "$out/$name.svg"
}

e2e_setup
cd "$folder"
"$TRAILCASE" ingest -q case.db "$build/samples/role/logs" >/dev/null
"$TRAILCASE" mark -q case.db address:203.0.113.24 attacker --reason 'instance credentials used outside' >/dev/null
"$TRAILCASE" mark -q case.db address:192.0.2.58 attacker --reason 'works with what the first one made' >/dev/null
shell "$columns" "$rows" TERM=tmux-256color
line "'$TRAILCASE' ui case.db"
wait_for 'files'
picture case 'what a case holds, and where to begin' 'records' 1
picture leads 'what rules hit, the worst first' 'level' 2
press 6 v
wait_for 'lane 1'
picture timeline 'a lane for each access key, those of the attacker first' '6 hours' z
picture event 'one event: a sentence, then who, where and what' Who :events Space api:AttachUserPolicy Enter Enter
press q x
wait_gone 'filter api'
picture scope 'four answers, each with what it rests on' 'they did' 9
picture checklist 'what to do, in order, with the commands' 'contain' 0
picture residue 'what the attacker left and nobody has undone' 'Residue' :residue Enter

# The report as its page looks, on the grown case; without chromium the picture stays as it is.
if command -v chromium >/dev/null; then
    lead=$(sed -n 's/.*"lead_event":"\([^"]*\)".*/\1/p' "$build/samples/role/truth.json" | head -1)
    "$TRAILCASE" ingest -q role.db "$build/samples/role/logs" >/dev/null
    "$TRAILCASE" scope role.db -q --seed "event:$lead" --auto >/dev/null
    "$TRAILCASE" report role.db -t html -o report.html -q
    timeout 100 chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$folder/profile" \
        --window-size=1240,860 --screenshot=report.png "file://$folder/report.html" 2>/dev/null
    if command -v convert >/dev/null; then
        convert report.png -colors 32 -strip "$out/report.png"
    else
        cp report.png "$out/report.png"
    fi
    echo "$out/report.png"
else
    echo "chromium is not installed: $out/report.png stays as it is" >&2
fi

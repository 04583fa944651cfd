#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The commands that README.md and the manual show do what they say: each is run on the sample case, in its order.

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    mkdir -p path/to
    ln -s "$TOP_BUILDDIR/samples/model/logs" path/to/logs
    ln -s path/to/logs logs
}

trailcase() {
    "$TRAILCASE" "$@"
}

# run_shown: run each command that standard input shows, without its comment; the interface needs a terminal
run_shown() {
    local line ran=0
    while IFS= read -r line; do
        line=${line%%  *#*}
        [[ $line == 'trailcase case.db' ]] && continue
        echo "+ $line"
        eval "$line" </dev/null >out || return 1
        [[ -s out || $line == *' -o '* ]] || return 1
        ran=$((ran + 1))
    done
    [ "$ran" -gt 3 ]
}

@test "the commands of README.md work" {
    run_shown < <(grep '^trailcase ' "$TOP_SRCDIR/README.md")
    grep -q '203.0.113.77' report.md
}

@test "the examples of the manual work" {
    run_shown < <(sed -n '/^\.Sh EXAMPLES/,/^\.Sh SEE/p' "$TOP_SRCDIR/man/trailcase.1" | sed 's/^\.Dl //' | grep '^trailcase ')
    grep -q '192.0.2.146' report.md
}

@test "the filters of trailcase-query(7) are understood" {
    "$TRAILCASE" ingest case.db path/to/logs >/dev/null
    sed -n '/^\.Sh EXAMPLES/,/^\.Sh SEE/p' "$TOP_SRCDIR/man/trailcase-query.7" | grep '^\.Dl ' |
        sed 's/^\.Dl //; s/\\-/-/g; s/\\(+-/±/g' >filters
    [ "$(wc -l <filters)" -ge 3 ]
    while IFS= read -r filter; do
        echo "$filter"
        "$TRAILCASE" list case.db keys "$filter" --format csv >found
        [ "$(wc -l <found)" -gt 1 ]
    done <filters
}

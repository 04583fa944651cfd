#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The commands that README.md and the manual show do what they say: each is run on the sample case, in its order.
#
# What a page shows, in a literal block or after .Dl, is commands when it begins with the name of a program. A line
# .\" example: KIND before it says so when it is something else: a filter, a rule, tuning, or shown with a reason.

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

# shown PAGE: each line that a manual page shows, after its kind and a tab
shown() {
    awk '
        function show(line) {
            of = kind ? kind : line ~ /^(trailcase|sqlite3) / ? "command" : "unknown"
            gsub(/\\-/, "-", line); gsub(/\\\(\+-/, "±", line); gsub(/\\e/, "\\", line); gsub(/\\&/, "", line)
            print of "\t" line
        }
        /^\.\\" example: / { kind = $3; sub(/,$/, "", kind); next }
        /^\.Bd -literal/ { block = 1; next }
        /^\.Ed/ { block = 0; kind = ""; next }
        block { show($0) }
        /^\.Dl / { show(substr($0, 5)); kind = "" }
    ' "$TOP_SRCDIR/man/$1"
}

of_kind() {
    shown "$1" | sed -n "s/^$2\t//p"
}

pages() {
    (cd "$TOP_SRCDIR/man" && ls -- *.[1-8])
}

# Stock sqlite3 with the extension at hand.
sqlite3() {
    command sqlite3 "${@/.load trailcase/.load $TOP_BUILDDIR/src/store/trailcase}"
}

# What the pages name as there already.
prepare() {
    local lookup='{"Events":[]}'
    trailcase ingest case.db logs >/dev/null
    cp -R "$TOP_SRCDIR/tests/e2e/logs" AWSLogs
    tar -czf logs.tar.gz AWSLogs
    echo "$lookup" >lookup.json
}

@test "all that the manual shows is run, or says why not" {
    local page
    for page in $(pages); do
        shown "$page" | sed -n "s/^unknown\t/$page: /p" >>unknown
    done
    diff /dev/null unknown
}

@test "the examples of trailcase(1) work" {
    run_shown < <(of_kind trailcase.1 command)
    grep -q '192.0.2.146' report.md
}

@test "the commands of the other pages work" {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    [ -e "$TOP_BUILDDIR/src/store/trailcase.so" ] || skip "instrumented builds have no extension"
    local page line ran=0
    prepare
    for page in $(pages); do
        [[ $page != trailcase.1 ]] || continue
        while IFS= read -r line; do
            echo "$page: $line"
            eval "$line" >out 2>err
            [[ -s out || -s err || $line == 'trailcase claim '* ]]
            ran=$((ran + 1))
        done < <(of_kind "$page" command)
    done
    [ "$ran" -ge 20 ]
}

@test "the filters of every page are understood" {
    local page filter found=0
    prepare
    for page in $(pages); do
        while IFS= read -r filter; do
            echo "$page: $filter"
            "$TRAILCASE" events case.db "$filter" -n 1 --format csv >found
            [[ $page == trailcase.1 || $filter == principal:ci-deploy* || $(wc -l <found) -eq 2 ]]
            found=$((found + 1))
        done < <(of_kind "$page" filter)
    done
    [ "$found" -ge 6 ]
}

@test "the rules and the tuning of trailcase-rules(5) are accepted" {
    of_kind trailcase-rules.5 rule >rule.yml
    of_kind trailcase-rules.5 tuning >tuning.yml
    [[ -s rule.yml && -s tuning.yml ]]
    prepare
    trailcase detect case.db --only -r rule.yml --tuning tuning.yml >/dev/null
    trailcase leads case.db --all | grep -q 'Trail stopped'
}

@test "every table and column of a case is in trailcase-case(5), and no other" {
    command -v sqlite3 >/dev/null || skip "sqlite3 is not installed"
    trailcase ingest -q case.db "$TOP_SRCDIR/tests/e2e/logs" >/dev/null
    sqlite3 case.db "SELECT m.name || ' ' || p.name FROM sqlite_master AS m, pragma_table_info(m.name) AS p
        WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite%'" | sort >there
    awk '/schema begin/ { on = 1 } /schema end/ { on = 0 }
        on && /^\.Ss / { table = $2 }
        on && /^\.It Cm / { for (i = 3; i <= NF; i++) if ($i != ",") print table, $i }
    ' "$TOP_SRCDIR/man/trailcase-case.5" | sort >named
    [ "$(wc -l <named)" -gt 200 ]
    diff there named
}

@test "every field and property of filters is in trailcase-filter(7)" {
    local word
    for word in $(sed -n 's/.*\[FIELD_[A-Z]*\] = {\.name = "\([a-z]\+\)".*/\1/p' "$TOP_SRCDIR/src/model/filter.c") \
        $(sed -n '/is_words\[\] = {/,/NULL/p' "$TOP_SRCDIR/src/model/filter.c" | grep -o '"[a-z]*"' | tr -d '"'); do
        grep -qE "^\.(It )?Cm .*\b$word\b|: Ns Cm $word\b" "$TOP_SRCDIR/man/trailcase-filter.7" || echo "$word is missing"
    done >missing
    diff /dev/null missing
}

@test "every page is a sound manual page" {
    command -v mandoc >/dev/null || skip "mandoc is not installed"
    local page
    for page in $(pages); do
        mandoc -T lint -W warning "$TOP_SRCDIR/man/$page"
    done
}

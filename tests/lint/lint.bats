#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The lint scripts find what they are there to find: each test plants one fault in a small tree.

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    mkdir -p src/base src/store src/model ui/core ui/view ui/term
}

includes() {
    awk -f "$TOP_SRCDIR/tests/lint/includes.awk" "$TOP_SRCDIR/tests/lint/layers.txt" \
        "$TOP_SRCDIR/tests/lint/homes.txt" "$@"
}

sizes() {
    awk -f "$TOP_SRCDIR/tests/lint/sizes.awk" "$@"
}

@test "a clean file passes" {
    printf '#include "ui/view/list.h"\n\n#include "src/model/event.h"\n#include <stdio.h>\n' >ui/view/list.c
    touch ui/view/list.h
    run includes ui/view/list.c
    [ "$status" -eq 0 ]
    [ -z "$output" ]
}

@test "a view that includes the store is found" {
    echo '#include "src/store/db.h"' >ui/view/list.c
    run includes ui/view/list.c
    [[ $output == *'ui/view may not include src/store/db.h'* ]]
}

@test "a base file that includes a higher layer is found" {
    echo '#include "src/model/event.h"' >src/base/buf.c
    run includes src/base/buf.c
    [[ $output == *'src/base may not include'* ]]
}

@test "curses outside its home is found" {
    printf '#include <curses.h>\n#include <ncursesw/curses.h>\n' >ui/view/list.c
    run includes ui/view/list.c
    [ "${#lines[@]}" -eq 2 ]
}

@test "sqlite3.h outside the store is found, inside it is fine" {
    echo '#include <sqlite3.h>' | tee src/model/event.c >src/store/db.c
    run includes src/model/event.c src/store/db.c
    [ "${#lines[@]}" -eq 1 ]
    [[ $output == src/model/event.c:1:* ]]
}

@test "an include that is not written from the root is found" {
    echo '#include "buf.h"' >src/base/str.c
    run includes src/base/str.c
    [[ $output == *'from the root'* ]]
}

@test "a file that does not include its own header first is found" {
    touch src/base/str.h
    printf '#include <stdio.h>\n#include "src/base/str.h"\n' >src/base/str.c
    run includes src/base/str.c
    [[ $output == *'before its own header'* ]]
}

@test "a folder without a layer is found" {
    mkdir src/extra
    echo '#include "src/base/buf.h"' >src/extra/x.c
    run includes src/extra/x.c
    [[ $output == *'no line for src/extra'* ]]
}

@test "a function of 61 lines is found, one of 60 is not" {
    local length
    for length in 60 61; do
        { printf 'int f%d(void)\n{\n' $length && yes '    g();' | head -$length && echo '}'; } >>long.c
    done
    run sizes long.c
    [ "${#lines[@]}" -eq 1 ]
    [[ $output == *'function of 61 lines'* ]]
}

@test "seven parameters are found, across lines too" {
    printf 'int f(int a, int b, int c,\n      int d, int e, int (*f)(int, int), int g)\n{\n}\n' >wide.c
    run sizes wide.c
    [[ $output == *'function of 7 parameters'* ]]
}

@test "a file of 601 lines and a line of 111 columns are found" {
    yes ';' | head -601 >tall.c
    printf '%0111d\n' 0 >wide.c
    run sizes tall.c wide.c
    [[ $output == *'tall.c: 601 lines'* ]]
    [[ $output == *'wide.c:1: line of 111 columns'* ]]
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# src/store/embed-sql.awk: what goes in comes out byte for byte, and a wrong list is refused.

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    mkdir -p queries/schema queries/event queries/attack src/store
    echo 'SELECT 1;' >queries/event/by_id.sql
    echo 'CREATE TABLE a (b);' >queries/schema/001_init.sql
    echo 'CREATE TABLE c (d);' >queries/schema/002_more.sql
}

embed() {
    LC_ALL=C awk -v out="$1" -f "$TOP_SRCDIR/src/store/embed-sql.awk" "${@:2}"
}

@test "texts survive byte for byte, long and UTF-8 ones too" {
    { printf 'name,text\nπ,“quoted” \\n %%d\n' && yes 'x,y' | head -3000; } >queries/attack/long.csv
    local files=(queries/schema/001_init.sql queries/event/by_id.sql queries/attack/long.csv)
    embed h "${files[@]}" >src/store/queries.gen.h
    embed c "${files[@]}" >src/store/queries.gen.c
    cat >main.c <<'C'
#include "src/store/queries.gen.h"
#include <stdio.h>
int main(void)
{
    fwrite(schema_texts[0].sql, 1, schema_texts[0].len, stdout);
    fwrite(query_texts[QUERY_EVENT_BY_ID].sql, 1, query_texts[QUERY_EVENT_BY_ID].len, stdout);
    fwrite(data_texts[0].sql, 1, data_texts[0].len, stdout);
    return SCHEMA__COUNT + QUERY__COUNT + DATA__COUNT != 3;
}
C
    "${CC:-cc}" -Wall -Werror -pedantic -Woverlength-strings -I. -o out main.c src/store/queries.gen.c
    ./out >got
    cat "${files[@]}" >wanted
    cmp wanted got
}

@test "an empty list still makes valid C" {
    embed h >src/store/queries.gen.h
    embed c >src/store/queries.gen.c
    "${CC:-cc}" -Wall -Werror -pedantic -I. -c src/store/queries.gen.c
}

@test "a hole in the migrations is refused" {
    run embed c queries/schema/002_more.sql
    [ "$status" -eq 1 ]
    [[ $output == *'without holes'* ]]
}

@test "two files with one name are refused" {
    mkdir queries/event_by
    cp queries/event/by_id.sql queries/event_by/id.sql
    run embed h queries/event/by_id.sql queries/event_by/id.sql
    [ "$status" -eq 1 ]
    [[ $output == *'is taken by'* ]]
}

@test "a missing file is refused" {
    run embed c queries/event/absent.sql
    [ "$status" -eq 1 ]
    [[ $output == *'cannot read'* ]]
}

# SPDX-License-Identifier: GPL-3.0-or-later
# Turns the files of queries/ into C: names into an enum, texts into byte arrays (bytes, because C limits the
# length of a string literal). Run with LC_ALL=C in the source folder:
#
#   awk -v out=h -f src/store/embed-sql.awk FILE...     > queries.gen.h
#   awk -v out=c -f src/store/embed-sql.awk FILE...     > queries.gen.c
#
# queries/schema/NNN_*.sql go to schema_texts in the order of their numbers, which must be 1, 2, 3, …;
# every other .sql goes to query_texts under <topic>_<name>; the rest to data_texts under its path.

BEGIN {
    for (i = 1; i < 256; i++)
        byte[sprintf("%c", i)] = i
    for (i = 1; i < ARGC; i++) {
        kind[i] = kind_of(ARGV[i])
        name[i] = name_of(ARGV[i], kind[i])
        count[kind[i]]++
        if (kind[i] == "schema" && name[i] + 0 != count["schema"])
            fail(ARGV[i] ": schema files are numbered 001, 002, … without holes, and listed in that order")
        if (kind[i] name[i] in seen)
            fail(ARGV[i] ": the name " name[i] " is taken by " seen[kind[i] name[i]])
        seen[kind[i] name[i]] = ARGV[i]
    }
    print "/* Made by src/store/embed-sql.awk from queries/. */"
    if (out == "h")
        header()
    else
        source()
    exit failed
}

function fail(text) {
    print "embed-sql: " text > "/dev/stderr"
    exit failed = 1
}

function kind_of(path) {
    return path ~ /^queries\/schema\// ? "schema" : path ~ /\.sql$/ ? "query" : "data"
}

function name_of(path, kind) {
    sub(/^queries\//, "", path)
    if (kind == "data")
        return path
    sub(/\.sql$/, "", path)
    sub(/^schema\//, "", path)
    gsub(/[^A-Za-z0-9]/, "_", path)
    return path
}

function header(    i) {
    print "#ifndef TRAILCASE_STORE_QUERIES_GEN_H"
    print "#define TRAILCASE_STORE_QUERIES_GEN_H\n"
    print "#include <stddef.h>\n"
    print "enum query_id {"
    for (i = 1; i < ARGC; i++)
        if (kind[i] == "query")
            print "    QUERY_" toupper(name[i]) ","
    print "    QUERY__COUNT\n};\n"
    print "enum { SCHEMA__COUNT = " count["schema"] + 0 ", DATA__COUNT = " count["data"] + 0 " };\n"
    print "/* Texts end in a NUL that len does not count; each table ends in an all-zero entry. */"
    print "struct query_text {\n    const char *name;\n    const unsigned char *sql;\n    size_t len;\n};\n"
    print "extern const struct query_text query_texts[QUERY__COUNT + 1];"
    print "extern const struct query_text schema_texts[SCHEMA__COUNT + 1];"
    print "extern const struct query_text data_texts[DATA__COUNT + 1];\n"
    print "#endif"
}

function source(    i) {
    print "#include \"src/store/queries.gen.h\"\n"
    for (i = 1; i < ARGC; i++)
        bytes(i, ARGV[i])
    table("query", "QUERY__COUNT")
    table("schema", "SCHEMA__COUNT")
    table("data", "DATA__COUNT")
}

function bytes(i, path,    line, got, j, row) {
    print "/* " path " */\nstatic const unsigned char text_" i "[] = {"
    while ((got = (getline line < path)) > 0) {
        row = ""
        for (j = 1; j <= length(line); j++)
            row = row byte[substr(line, j, 1)] ","
        print row "10,"
    }
    if (got < 0)
        fail("cannot read " path)
    close(path)
    print "0};\n"
}

function table(which, size,    i) {
    print "const struct query_text " which "_texts[" size " + 1] = {"
    for (i = 1; i < ARGC; i++)
        if (kind[i] == which)
            print "    {\"" name[i] "\", text_" i ", sizeof text_" i " - 1},"
    print "    {NULL, NULL, 0},\n};\n"
}

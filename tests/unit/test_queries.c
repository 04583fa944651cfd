// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Holds every statement of queries/ to its header (queries/README.md): one test a statement. It is prepared
 * as it stands against the current schema; parameters, columns and replaceable parts must be those the header
 * lists, nothing may follow it, and what SQLite plans to do must be what `plan:` says.
 */
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/store/private.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Tables that grow with the evidence: walking one whole is a decision that the header must name. */
static const char *const big_tables[] = {"event", "record", "sighting", "event_resource", "activity"};

static char folder[] = "/tmp/trailcase-test-XXXXXX";
static char path[sizeof folder + 16];
static struct db *db;

struct header {
    struct buf title, params, columns, plan, parts;
};

static void header_done(struct header *header)
{
    buf_done(&header->title);
    buf_done(&header->params);
    buf_done(&header->columns);
    buf_done(&header->plan);
    buf_done(&header->parts);
}
CLEANUP_DEFINE(header, struct header, header_done);

/* The field a comment line opens, or NULL when it continues the one before. */
static struct buf *header_field(struct header *header, const char *name, const char *line,
                                const char **ret_text)
{
    const struct {
        const char *label;
        struct buf *field;
    } labels[] = {{name, &header->title},
                  {"params", &header->params},
                  {"columns", &header->columns},
                  {"plan", &header->plan},
                  {"parts", &header->parts}};
    for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
        size_t len = strlen(labels[i].label);
        if (strncmp(line, labels[i].label, len) == 0 && line[len] == ':') {
            *ret_text = line + len + 1;
            return labels[i].field;
        }
    }
    return NULL;
}

static void header_read(struct header *header, const char *name, const char *text)
{
    struct buf *field = NULL;
    while (strncmp(text, "--", 2) == 0) {
        const char *end = strchrnul(text, '\n');
        CLEANUP(buf) struct buf line = {0};
        buf_append(&line, text + 2, (size_t)(end - text - 2));
        const char *rest = buf_text(&line) + strspn(buf_text(&line), " ");
        struct buf *opened = header_field(header, name, rest, &rest);
        if (opened)
            field = opened;
        if (field)
            buf_fmt(field, " %s", rest);
        text = *end ? end + 1 : end;
    }
}

/* The names a list holds, each as ",name,": words after `mark`, or the first word of each item without one.
 */
static void collect_names(const char *list, char mark, struct buf *out)
{
    bool at_start = true;
    int depth = 0;
    for (const char *at = list; *at; at++) {
        depth += (*at == '(') - (*at == ')');
        bool starts =
            mark ? *at == mark && isalpha((unsigned char)at[1]) : at_start && isalpha((unsigned char)*at);
        if (starts && depth == 0) {
            const char *name = at + (mark != 0);
            size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
            buf_str(out, ",");
            buf_append(out, name, len);
            at = name + len - 1;
            at_start = false;
        } else if (*at == ',' && depth == 0) {
            at_start = true;
        } else if (!isspace((unsigned char)*at)) {
            at_start = false;
        }
    }
}

static bool holds_name(const char *names, const char *name)
{
    CLEANUP(buf) struct buf wanted = {0};
    CLEANUP(buf) struct buf all = {0};
    buf_fmt(&wanted, ",%s,", name);
    buf_fmt(&all, "%s,", names);
    return strstr(buf_text(&all), buf_text(&wanted)) != NULL;
}

static size_t count_names(const char *names)
{
    size_t count = 0;
    for (; *names; names++)
        count += *names == ',';
    return count;
}

static void check_params(sqlite3_stmt *stmt, const struct header *header)
{
    CLEANUP(buf) struct buf names = {0};
    collect_names(buf_text(&header->params), ':', &names);
    int count = sqlite3_bind_parameter_count(stmt);
    for (int i = 1; i <= count; i++) {
        const char *name = sqlite3_bind_parameter_name(stmt, i);
        if (!name)
            fail_msg("parameter %d has no name", i);
        else if (!holds_name(buf_text(&names), name + 1))
            fail_msg("%s is not under `params:`", name);
    }
    if (count_names(buf_text(&names)) != (size_t)count)
        fail_msg("`params:` lists%s, the statement has %d", buf_text(&names), count);
}

static void check_columns(sqlite3_stmt *stmt, const struct header *header)
{
    CLEANUP(buf) struct buf wanted = {0};
    CLEANUP(buf) struct buf got = {0};
    collect_names(buf_text(&header->columns), 0, &wanted);
    for (int i = 0; i < sqlite3_column_count(stmt); i++)
        buf_fmt(&got, ",%s", sqlite3_column_name(stmt, i));
    if (strcmp(buf_text(&wanted), ",none") == 0)
        buf_clear(&wanted);
    assert_string_equal(buf_text(&got), buf_text(&wanted));
}

static void check_parts(const char *sql, const struct header *header)
{
    size_t count = 0;
    CLEANUP(buf) struct buf listed = {0};
    buf_fmt(&listed, " %s ", buf_text(&header->parts));
    for (const char *at = strstr(sql, "/*<"); at; at = strstr(at + 1, "/*<"), count++) {
        CLEANUP(buf) struct buf name = {0};
        buf_fmt(&name, " %.*s", (int)strcspn(at + 3, "*"), at + 3);
        if (!strstr(buf_text(&listed), buf_text(&name)))
            fail_msg("part%s is not under `parts:`", buf_text(&name));
        const char *end = strstr(at, "/*>*/");
        if (!end || (strstr(at + 1, "/*<") && strstr(at + 1, "/*<") < end))
            fail_msg("part%s does not end in /*>*/", buf_text(&name));
    }
    if (header->parts.len && count == 0)
        fail_msg("`parts:` lists%s, the statement has none", buf_text(&header->parts));
}

/* Whether text says "TABLE NAME" or "TABLE AS NAME": NAME is then an alias of TABLE. */
static bool is_alias(const char *text, const char *table, const char *name)
{
    CLEANUP(buf) struct buf plain = {0};
    CLEANUP(buf) struct buf with_as = {0};
    buf_fmt(&plain, " %s %s", table, name);
    buf_fmt(&with_as, " %s AS %s", table, name);
    const struct buf *forms[] = {&plain, &with_as};
    for (size_t i = 0; i < ARRAY_LEN(forms); i++)
        for (const char *at = strstr(text, buf_text(forms[i])); at; at = strstr(at + 1, buf_text(forms[i])))
            if (!isalnum((unsigned char)at[forms[i]->len]) && at[forms[i]->len] != '_')
                return true;
    return false;
}

/* The big table that a name of the plan stands for, or NULL. */
static const char *big_table(const char *name, const char *sql)
{
    for (size_t i = 0; i < ARRAY_LEN(big_tables); i++) {
        if (strcmp(name, big_tables[i]) == 0 || is_alias(sql, big_tables[i], name))
            return big_tables[i];
        for (int s = 0; s < SCHEMA__COUNT; s++)
            if (is_alias((const char *)schema_texts[s].sql, big_tables[i], name) && strlen(name) > 1)
                return big_tables[i];
    }
    return NULL;
}

/* One line of the plan. Walking a big table is fine when the header names the table, or the index walked. */
static void check_step(const char *detail, const char *sql, const char *plan)
{
    char name[128], index[128] = "";
    bool scans = sscanf(detail, "SCAN %127s", name) == 1;
    bool searches = !scans && sscanf(detail, "SEARCH %127s", name) == 1;
    const char *table = scans || searches ? big_table(name, sql) : NULL;
    if (!table || (searches && !strstr(detail, "AUTOMATIC")))
        return;
    const char *using = strstr(detail, "INDEX ");
    if (using)
        sscanf(using, "INDEX %127s", index);
    CLEANUP(buf) struct buf scan = {0};
    buf_fmt(&scan, "scan %s", table);
    if (!strstr(plan, buf_text(&scan)) && (!index[0] || index[0] == '(' || !strstr(plan, index)))
        fail_msg("the plan says \"%s\" (%s); `plan:` says \"%s\"", detail, table, plan);
}

static void check_plan(const char *sql, const struct header *header)
{
    CLEANUP(buf) struct buf explain = {0};
    CLEANUP(buf) struct buf details = {0};
    sqlite3_stmt *stmt;
    buf_fmt(&explain, "EXPLAIN QUERY PLAN %s", sql);
    assert_int_equal(sqlite3_prepare_v2(db->sqlite, explain.bytes, -1, &stmt, NULL), SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        const char *detail = (const char *)sqlite3_column_text(stmt, 3);
        buf_fmt(&details, "%s\n", detail);
        check_step(detail, sql, buf_text(&header->plan));
    }
    sqlite3_finalize(stmt);
    for (const char *at = strstr(buf_text(&header->plan), "ix_"); at; at = strstr(at + 1, "ix_")) {
        CLEANUP(buf) struct buf index = {0};
        buf_append(&index, at, strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789_"));
        if (!strstr(buf_text(&details), buf_text(&index)))
            fail_msg("`plan:` names %s, but the plan is:\n%s", buf_text(&index), buf_text(&details));
    }
}

static void statement_is_what_its_header_says(void **state)
{
    const struct query_text *query = *state;
    const char *sql = (const char *)query->sql;
    CLEANUP(header) struct header header = {0};
    header_read(&header, query->name, sql);
    if (!header.title.len)
        fail_msg("the header does not open with \"-- %s: ...\"", query->name);
    sqlite3_stmt *stmt = NULL;
    const char *tail = NULL;
    if (sqlite3_prepare_v2(db->sqlite, sql, (int)query->len, &stmt, &tail) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(db->sqlite));
    assert_non_null(stmt);
    if (tail[strspn(tail, " \n\t")])
        fail_msg("something follows the statement: %s", tail);
    check_params(stmt, &header);
    check_columns(stmt, &header);
    sqlite3_finalize(stmt);
    check_parts(sql, &header);
    check_plan(sql, &header);
}

static int open_case(void **state)
{
    (void)state;
    struct err err;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/case.db", folder);
    if (!db_open(&db, path, DB_MAKE, &err)) {
        print_error("%s\n", err.text);
        return -1;
    }
    return 0;
}

static int close_case(void **state)
{
    (void)state;
    db_close(db);
    unlink(path);
    rmdir(folder);
    return 0;
}

int main(void)
{
    static struct CMUnitTest tests[QUERY__COUNT];
    for (size_t i = 0; i < QUERY__COUNT; i++)
        tests[i] = (struct CMUnitTest){.name = query_texts[i].name,
                                       .test_func = statement_is_what_its_header_says,
                                       .initial_state = (void *)&query_texts[i]};
    return cmocka_run_group_tests(tests, open_case, close_case);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/filter_sql.h"

#include "src/base/alloc.h"
#include "src/base/isotime.h"
#include "src/model/events.h"
#include "src/model/filter_ids.h"
#include "src/model/filter_tree.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Stand before a column that has an index, and before the time; become "" or, where that index is not wanted,
 * a unary plus. */
#define INDEXED "\1"
#define TIMED   "\2"

struct filter_bind {
    const char *text; /* NULL: the number */
    int64_t number;
};

struct builder {
    struct filter_sql *sql;
    struct db *db;
    struct buf where;
    bool is_top; /* what is being written is and-ed with all the rest */
    struct err *err;
};

static bool write_node(struct builder *b, const struct filter_node *node);

static struct filter_bind *new_bind(struct builder *b)
{
    struct filter_sql *sql = b->sql;
    sql->binds = alloc_resize(sql->binds, sql->bind_count + 1, sizeof *sql->binds);
    sql->binds[sql->bind_count] = (struct filter_bind){0};
    return &sql->binds[sql->bind_count++];
}

/* Bind a value and append its parameter. */
static void write_int(struct builder *b, int64_t value)
{
    new_bind(b)->number = value;
    buf_fmt(&b->where, ":f%zu", b->sql->bind_count);
}

/* Bind a text and return its parameter, in the arena. */
static const char *bind_text(struct builder *b, const char *text)
{
    const char *copy = arena_str(&b->sql->arena, text);
    new_bind(b)->text = copy;
    return arena_fmt(&b->sql->arena, ":f%zu", b->sql->bind_count);
}

static void need_events(struct builder *b)
{
    b->sql->scope = FILTER_EVENTS;
}

/* COLUMN IN (a query of queries/filter whose only part is the value). */
static void write_in_query(struct builder *b, const char *column, enum query_id query, const char *part,
                           const char *value)
{
    struct query_part parts[] = {{part, bind_text(b, value)}};
    buf_fmt(&b->where, INDEXED "x.%s IN (\n", column);
    query_expand(query, parts, 1, &b->where);
    buf_str(&b->where, ")");
}

/* An index of event that leaves out the rows without a value is used only where the text says so, too. */
static bool is_partial(const char *column)
{
    return strcmp(column, "key_id") == 0 || strcmp(column, "session_id") == 0;
}

static bool has_index(const char *column)
{
    return strcmp(column, "principal_id") == 0 || strcmp(column, "address_id") == 0 ||
           strcmp(column, "api_id") == 0 || strcmp(column, "event_id") == 0 || is_partial(column);
}

static void write_ids(struct builder *b, const char *column, const struct filter_ids *ids)
{
    if (ids->count == 0) {
        buf_str(&b->where, "FALSE");
        return;
    }
    if (ids->count == 1) {
        bool single = b->is_top && has_index(column);
        b->sql->has_single |= single;
        b->sql->has_other |= !single;
        buf_fmt(&b->where, "(" INDEXED "x.%s = ", column);
        write_int(b, ids->at[0]);
    } else {
        CLEANUP(buf) struct buf json = {0};
        b->sql->has_other = true;
        filter_ids_json(ids, &json);
        buf_char(&b->where, '(');
        write_in_query(b, column, QUERY_FILTER_IDS, "ids", buf_text(&json));
    }
    if (is_partial(column))
        buf_fmt(&b->where, " AND x.%s <> 0", column);
    buf_char(&b->where, ')');
}

static bool find_all(struct builder *b, enum filter_field_id field, const struct filter_node *node,
                     struct filter_ids *ids)
{
    for (size_t i = 0; i < node->value_count; i++)
        if (!filter_ids_find(ids, b->db, field, &node->values[i], b->err))
            return false;
    return true;
}

static bool write_dictionary(struct builder *b, enum filter_field_id field, const struct filter_node *node)
{
    CLEANUP(filter_ids) struct filter_ids ids = {0};
    if (!find_all(b, field, node, &ids))
        return false;
    write_ids(b, filter_ids_column(field), &ids);
    return true;
}

/* Events that a table beside them has under one of some ids. */
static void write_linked(struct builder *b, enum query_id query, const struct filter_ids *ids)
{
    CLEANUP(buf) struct buf json = {0};
    if (!ids->count) {
        buf_str(&b->where, "FALSE");
        return;
    }
    need_events(b);
    b->sql->has_linked |= b->is_top;
    filter_ids_json(ids, &json);
    write_in_query(b, "event_id", query, "ids", buf_text(&json));
}

static bool write_resource(struct builder *b, const struct filter_node *node)
{
    CLEANUP(filter_ids) struct filter_ids ids = {0};
    if (!find_all(b, FIELD_RESOURCE, node, &ids))
        return false;
    write_linked(b, QUERY_FILTER_RESOURCE_EVENTS, &ids);
    return true;
}

static bool write_rule(struct builder *b, const struct filter_node *node)
{
    CLEANUP(filter_ids) struct filter_ids ids = {0};
    if (!find_all(b, FIELD_RULE, node, &ids))
        return false;
    write_linked(b, QUERY_FILTER_RULE_EVENTS, &ids);
    return true;
}

static bool write_leads(struct builder *b)
{
    CLEANUP(filter_ids) struct filter_ids ids = {0};
    if (!filter_ids_leads(&ids, b->db, b->err))
        return false;
    write_linked(b, QUERY_FILTER_RULE_EVENTS, &ids);
    return true;
}

/* A word without a field means anything that is called so. */
static bool write_any(struct builder *b, const struct filter_node *node)
{
    static const enum filter_field_id fields[] = {FIELD_PRINCIPAL, FIELD_ADDRESS, FIELD_KEY,  FIELD_SESSION,
                                                  FIELD_AGENT,     FIELD_API,     FIELD_ERROR};
    b->is_top = false;
    buf_char(&b->where, '(');
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        if (!write_dictionary(b, fields[i], node))
            return false;
        buf_str(&b->where, " OR ");
    }
    bool ok = write_resource(b, node);
    buf_char(&b->where, ')');
    return ok;
}

static bool write_technique(struct builder *b, const struct filter_node *node)
{
    CLEANUP(filter_ids) struct filter_ids ids = {0};
    for (size_t i = 0; i < node->value_count; i++)
        if (!filter_ids_technique(&ids, b->db, &node->values[i], b->err))
            return false;
    write_ids(b, "api_id", &ids);
    return true;
}

static bool write_event_ids(struct builder *b, const struct filter_node *node)
{
    CLEANUP(filter_ids) struct filter_ids ids = {0};
    for (size_t i = 0; i < node->value_count; i++) {
        int64_t id;
        if (!events_find(b->db, node->values[i].text, &id, b->err))
            return false;
        if (id)
            filter_ids_add(&ids, id);
    }
    need_events(b);
    write_ids(b, "event_id", &ids);
    return true;
}

static bool write_text(struct builder *b, const struct filter_node *node)
{
    need_events(b);
    b->sql->reads_records = true;
    buf_char(&b->where, '(');
    for (size_t i = 0; i < node->value_count; i++) {
        CLEANUP(buf) struct buf like = {0};
        buf_char(&like, '%');
        filter_like(&node->values[i], &like);
        buf_char(&like, '%');
        buf_fmt(&b->where, "%sevent_json(x.event_id) LIKE %s ESCAPE '\\'", i ? " OR " : "",
                bind_text(b, buf_text(&like)));
    }
    buf_char(&b->where, ')');
    return true;
}

/*
 * Days are what the rollup knows: a bound within one needs single events; those of that day only, when the
 * bound holds for all.
 */
static void need_part_day(struct builder *b)
{
    if (!b->is_top)
        need_events(b);
    else if (b->sql->scope == FILTER_ACTIVITY)
        b->sql->scope = FILTER_PART_DAYS;
}

static bool write_time(struct builder *b, const struct filter_node *node)
{
    const struct {
        int64_t time_s;
        const char *compare;
    } bounds[] = {{node->from_s, ">="}, {node->to_s, "<"}};
    const char *separator = "(";
    for (size_t i = 0; i < ARRAY_LEN(bounds); i++) {
        if (bounds[i].time_s == ISOTIME_NONE)
            continue;
        if (bounds[i].time_s % DAY_S != 0)
            need_part_day(b);
        buf_fmt(&b->where, "%s" TIMED "x.first_s %s ", separator, bounds[i].compare);
        write_int(b, bounds[i].time_s);
        separator = " AND ";
    }
    buf_char(&b->where, ')');
    return true;
}

static bool write_words(struct builder *b, const struct filter_node *node)
{
    for (size_t i = 0; i < node->value_count; i++) {
        int64_t outcome = 0;
        while (strcmp(outcome_name((enum outcome)outcome), node->values[i].text) != 0)
            outcome++;
        buf_fmt(&b->where, "%sx.outcome = ", i ? " OR " : "(");
        write_int(b, outcome);
    }
    buf_char(&b->where, ')');
    return true;
}

static bool write_access(struct builder *b, const char *prefix)
{
    const struct filter_value read = {.text = "read", .len = 4};
    CLEANUP(filter_ids) struct filter_ids ids = {0};
    if (!filter_ids_find(&ids, b->db, FIELD_ACCESS, &read, b->err))
        return false;
    buf_str(&b->where, prefix);
    write_ids(b, "api_id", &ids);
    return true;
}

static bool write_interesting(struct builder *b)
{
    CLEANUP(filter_ids) struct filter_ids ids = {0};
    if (!filter_ids_interesting(&ids, b->db, b->err))
        return false;
    write_ids(b, "api_id", &ids);
    return true;
}

static enum filter_field_id field_of_mark(const char *kind)
{
    return strcmp(kind, "event") == 0 ? FIELD_ID : filter_field_find(kind, strlen(kind));
}

/* Sort what carries a verdict or a tag by field. */
static bool find_things(struct builder *b, struct stmt *stmt, struct filter_ids ids[FIELD__COUNT])
{
    enum stmt_end end;
    while ((end = stmt_step(stmt, b->err)) == STMT_ROW) {
        enum filter_field_id field = field_of_mark(stmt_get_text(stmt, 0, NULL));
        struct filter_value value = {0};
        int64_t event_id = 0;
        value.text = stmt_get_text(stmt, 1, &value.len);
        bool ok = field == FIELD_ID ? events_find(b->db, value.text, &event_id, b->err)
                                    : filter_ids_find(&ids[field], b->db, field, &value, b->err);
        if (!ok)
            return false;
        if (event_id)
            filter_ids_add(&ids[field], event_id);
    }
    return end == STMT_DONE;
}

/* The events of any of these. */
static void write_things(struct builder *b, struct filter_ids ids[FIELD__COUNT])
{
    const char *separator = "(";
    b->is_top = false;
    for (enum filter_field_id field = 0; field < FIELD__COUNT; field++) {
        if (ids[field].count) {
            buf_str(&b->where, separator);
            write_ids(b, field == FIELD_ID ? "event_id" : filter_ids_column(field), &ids[field]);
            separator = " OR ";
        }
        if (field == FIELD_ID && ids[field].count)
            need_events(b);
        filter_ids_done(&ids[field]);
    }
    buf_str(&b->where, *separator == '(' ? "FALSE" : ")");
}

static bool write_marked(struct builder *b)
{
    struct filter_ids ids[FIELD__COUNT] = {0};
    struct stmt *stmt;
    bool ok = db_stmt(b->db, QUERY_FILTER_MARKED, &stmt, b->err) && find_things(b, stmt, ids);
    write_things(b, ids);
    return ok;
}

static bool write_tagged(struct builder *b, const struct filter_node *node)
{
    struct filter_ids ids[FIELD__COUNT] = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < node->value_count; i++) {
        struct stmt *stmt;
        CLEANUP(buf) struct buf tag = {0};
        const char *text = node->values[i].text + (node->values[i].text[0] == '#');
        for (; *text; text++)
            buf_char(&tag, (char)tolower((unsigned char)*text));
        ok = db_stmt(b->db, QUERY_FILTER_TAGGED, &stmt, b->err);
        if (ok)
            stmt_text(stmt, ":tag", buf_text(&tag));
        ok = ok && find_things(b, stmt, ids);
    }
    write_things(b, ids);
    return ok;
}

static bool write_is(struct builder *b, const char *word)
{
    static const char *const plain[][2] = {
        {"success", "x.outcome = 0"},       {"denied", "x.outcome = 1"},
        {"error", "x.outcome = 2"},         {"failed", "x.outcome <> 0"},
        {"console", "(x.flags & 1) <> 0"},  {"mfa", "(x.flags & 2) <> 0"},
        {"dryrun", "(x.flags & 4) <> 0"},   {"data", "(x.flags & 8) <> 0"},
        {"service", "(x.flags & 16) <> 0"},
    };
    for (size_t i = 0; i < ARRAY_LEN(plain); i++)
        if (strcmp(word, plain[i][0]) == 0) {
            buf_str(&b->where, plain[i][1]);
            return true;
        }
    if (strcmp(word, "read") == 0 || strcmp(word, "write") == 0)
        return write_access(b, strcmp(word, "write") == 0 ? "NOT " : "");
    if (strcmp(word, "interesting") == 0)
        return write_interesting(b);
    if (strcmp(word, "marked") == 0)
        return write_marked(b);
    if (strcmp(word, "lead") == 0)
        return write_leads(b);
    need_events(b);
    write_in_query(b, "event_id", QUERY_FILTER_ATTRIBUTION, "state", word);
    return true;
}

static bool write_term(struct builder *b, const struct filter_node *node)
{
    switch (node->field) {
    case FIELD_ANY:
        return write_any(b, node);
    case FIELD_RESOURCE:
        return write_resource(b, node);
    case FIELD_RULE:
        return write_rule(b, node);
    case FIELD_TAG:
        return write_tagged(b, node);
    case FIELD_TECHNIQUE:
        return write_technique(b, node);
    case FIELD_OUTCOME:
        return write_words(b, node);
    case FIELD_SINCE:
    case FIELD_UNTIL:
    case FIELD_AT:
        return write_time(b, node);
    case FIELD_TEXT:
        return write_text(b, node);
    case FIELD_ID:
        return write_event_ids(b, node);
    case FIELD_IS:
        break;
    default:
        return write_dictionary(b, node->field, node);
    }
    buf_char(&b->where, '(');
    b->is_top = b->is_top && node->value_count == 1;
    for (size_t i = 0; i < node->value_count; i++) {
        buf_str(&b->where, i ? " OR " : "");
        if (!write_is(b, node->values[i].text))
            return false;
    }
    buf_char(&b->where, ')');
    return true;
}

/* Whether what a field compares is written by write_ids(), which knows what kind of term it is. */
static bool is_by_id(enum filter_field_id field)
{
    return filter_ids_column(field) || field == FIELD_ID || field == FIELD_TECHNIQUE;
}

static bool write_node(struct builder *b, const struct filter_node *node)
{
    bool is_top = b->is_top;
    if (node->kind == FILTER_TERM && !is_by_id(node->field) && !filter_fields[node->field].is_time)
        b->sql->has_other = true;
    if (node->kind == FILTER_NOT || node->kind == FILTER_OR)
        b->sql->has_other = true;
    if (node->kind == FILTER_TERM)
        return write_term(b, node);
    buf_str(&b->where, node->kind == FILTER_NOT ? "(NOT " : "(");
    for (const struct filter_node *child = node->child; child; child = child->next) {
        b->is_top = is_top && node->kind == FILTER_AND;
        if (!write_node(b, child))
            return false;
        if (child->next)
            buf_str(&b->where, node->kind == FILTER_OR ? "\n OR " : "\n AND ");
    }
    buf_char(&b->where, ')');
    return true;
}

static int64_t day_before(int64_t time_s)
{
    return isotime_day(time_s);
}

static int64_t day_after(int64_t time_s)
{
    return isotime_day(time_s + DAY_S - 1);
}

/* Bind a number and return its parameter, in the arena. */
static const char *bind_int(struct builder *b, int64_t value)
{
    new_bind(b)->number = value;
    return arena_fmt(&b->sql->arena, ":f%zu", b->sql->bind_count);
}

/* The source of a window that begins or ends within a day. */
static void write_part_days(struct builder *b, const struct filter *filter)
{
    enum { FAR_DAY = 1 << 30 };
    CLEANUP(buf) struct buf sql = {0};
    int64_t from_s = ISOTIME_NONE, to_s = ISOTIME_NONE, head_to_s = 0, tail_from_s = 0;
    filter_window(filter, &from_s, &to_s);
    if (from_s != ISOTIME_NONE)
        head_to_s = day_after(from_s) * DAY_S;
    if (from_s != ISOTIME_NONE && to_s != ISOTIME_NONE && head_to_s > to_s)
        head_to_s = to_s;
    if (to_s != ISOTIME_NONE)
        tail_from_s = day_before(to_s) * DAY_S;
    if (from_s != ISOTIME_NONE && tail_from_s < head_to_s)
        tail_from_s = head_to_s;
    const struct query_part parts[] = {
        {"day_from", bind_int(b, from_s == ISOTIME_NONE ? -FAR_DAY : day_after(from_s))},
        {"day_to", bind_int(b, to_s == ISOTIME_NONE ? FAR_DAY : day_before(to_s))},
        {"head_from", bind_int(b, from_s == ISOTIME_NONE ? 0 : from_s)},
        {"head_to", bind_int(b, head_to_s)},
        {"tail_from", bind_int(b, tail_from_s)},
        {"tail_to", bind_int(b, to_s == ISOTIME_NONE ? 0 : to_s)},
    };
    buf_str(&sql, "(\n");
    query_expand(QUERY_FILTER_PART_DAYS, parts, ARRAY_LEN(parts), &sql);
    buf_char(&sql, ')');
    b->sql->source = arena_str(&b->sql->arena, buf_text(&sql));
}

/* unwanted: the marks of indexes that must not be used. */
static void write_variant(const struct buf *where, const char *unwanted, struct buf *out)
{
    for (const char *c = buf_text(where); *c; c++)
        if (strchr(unwanted, *c))
            buf_char(out, '+');
        else if (*c != *INDEXED && *c != *TIMED)
            buf_char(out, *c);
}

bool filter_sql_prepare(struct filter_sql *sql, const struct filter *filter, struct db *db, struct err *err)
{
    struct builder b = {.sql = sql, .db = db, .is_top = true, .err = err};
    *sql = (struct filter_sql){0};
    bool ok = true;
    if (filter && filter->root)
        ok = write_node(&b, filter->root);
    else
        buf_str(&b.where, "TRUE");
    sql->source = sql->scope == FILTER_ACTIVITY ? "activity" : "event_unit";
    if (ok && sql->scope == FILTER_PART_DAYS)
        write_part_days(&b, filter);
    write_variant(&b.where, "", &sql->where);
    write_variant(&b.where, INDEXED, &sql->where_by_time);
    write_variant(&b.where, INDEXED TIMED, &sql->where_by_scan);
    buf_done(&b.where);
    if (!ok)
        filter_sql_done(sql);
    return ok;
}

void filter_sql_done(struct filter_sql *sql)
{
    buf_done(&sql->where);
    buf_done(&sql->where_by_time);
    buf_done(&sql->where_by_scan);
    free(sql->binds);
    arena_done(&sql->arena);
    *sql = (struct filter_sql){0};
}

const char *filter_sql_source(const struct filter_sql *sql)
{
    return sql->source;
}

void filter_sql_need_events(struct filter_sql *sql)
{
    sql->scope = FILTER_EVENTS;
    sql->source = "event_unit";
}

const char *filter_sql_where(const struct filter_sql *sql)
{
    return buf_text(&sql->where);
}

void filter_sql_bind(const struct filter_sql *sql, struct stmt *stmt)
{
    for (size_t i = 0; i < sql->bind_count; i++) {
        char name[32];
        snprintf(name, sizeof name, ":f%zu", i + 1);
        if (!stmt_has_param(stmt, name))
            continue; /* of the source, which not every statement reads */
        if (sql->binds[i].text)
            stmt_text(stmt, name, sql->binds[i].text);
        else
            stmt_int(stmt, name, sql->binds[i].number);
    }
}

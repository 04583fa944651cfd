// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/techniques.h"

#include "src/base/alloc.h"
#include "src/model/filter_sql.h"

#include <stdlib.h>
#include <string.h>

enum { CALLS_SHOWN = 5 };

struct call {
    const struct attack_api *api; /* NULL: of no technique */
    const char *name, *base_name;
    int64_t events, denied, first_s, last_s;
};

struct builder {
    struct techniques *ret;
    const struct attack *attack;
    struct call *calls;
    size_t call_count, call_size, size;
    bool attributed;
};

void techniques_done(struct techniques *techniques)
{
    arena_done(&techniques->arena);
    *techniques = (struct techniques){0};
}

static void read_call(struct builder *b, struct stmt *stmt)
{
    struct arena *arena = &b->ret->arena;
    if (b->call_count == b->call_size) {
        b->call_size = b->call_size ? b->call_size * 2 : 256;
        b->calls = alloc_resize(b->calls, b->call_size, sizeof *b->calls);
    }
    struct call *call = &b->calls[b->call_count++];
    *call = (struct call){.base_name = stmt_text_dup(stmt, 1, arena),
                          .name = stmt_text_dup(stmt, 2, arena),
                          .events = stmt_get_int(stmt, 3),
                          .denied = stmt_get_int(stmt, 4),
                          .first_s = stmt_get_int(stmt, 5),
                          .last_s = stmt_get_int(stmt, 6)};
    call->api = attack_of_api(b->attack, stmt_get_text(stmt, 0, NULL), call->base_name);
    b->ret->events += call->events;
    b->ret->without += call->api ? 0 : call->events;
}

static bool read_calls(struct builder *b, struct db *db, const struct filter *filter, struct err *err)
{
    CLEANUP(filter_sql) struct filter_sql sql = {0};
    CLEANUP(stmt) struct stmt *stmt = NULL;
    enum stmt_end end;
    if (!filter_sql_prepare(&sql, filter, db, err))
        return false;
    const struct query_part parts[] = {{"source", filter_sql_source(&sql)},
                                       {"filter", filter_sql_where(&sql)}};
    if (!db_stmt_parts(db, QUERY_TECHNIQUE_CALLS, parts, ARRAY_LEN(parts), &stmt, err))
        return false;
    filter_sql_bind(&sql, stmt);
    while ((end = stmt_step(stmt, err)) == STMT_ROW)
        read_call(b, stmt);
    return end == STMT_DONE;
}

/* --- rows --- */

static bool is_of(const struct call *call, const struct attack_tactic *tactic,
                  const struct attack_technique *technique)
{
    return call->api && call->api->technique == technique &&
           strcmp(call->api->tactic, tactic->short_name) == 0;
}

/* Does technique: with this id mean these calls and no others? It means sub-techniques and other tactics too.
 */
static bool is_alone(const struct builder *b, const struct technique_row *row)
{
    size_t len = strlen(row->technique->id);
    for (size_t i = 0; i < b->call_count; i++) {
        const struct attack_api *api = b->calls[i].api;
        if (api && strncmp(api->technique->id, row->technique->id, len) == 0 &&
            !is_of(&b->calls[i], row->tactic, row->technique))
            return false;
    }
    return true;
}

static void write_filter(const struct builder *b, struct technique_row *row)
{
    CLEANUP(buf) struct buf out = {0};
    const char *separator = "api:(";
    if (is_alone(b, row)) {
        row->filter = arena_fmt(&b->ret->arena, "technique:%s", row->technique->id);
        return;
    }
    for (size_t i = 0; i < b->call_count; i++)
        if (is_of(&b->calls[i], row->tactic, row->technique)) {
            buf_fmt(&out, "%s%s", separator, b->calls[i].name);
            separator = ",";
        }
    buf_char(&out, ')');
    row->filter = arena_str(&b->ret->arena, buf_text(&out));
}

static struct technique_row *add_row(struct builder *b, const struct attack_tactic *tactic,
                                     const struct attack_technique *technique)
{
    struct techniques *ret = b->ret;
    if (ret->count == b->size) {
        struct technique_row *more = arena_zero(&ret->arena, b->size = 2 * b->size + 16, sizeof *more);
        if (ret->count)
            memcpy(more, ret->rows, ret->count * sizeof *more);
        ret->rows = more;
    }
    struct technique_row *row = &ret->rows[ret->count++];
    *row = (struct technique_row){
        .tactic = tactic, .technique = technique, .first_s = INT64_MAX, .last_s = INT64_MIN};
    row->former = attack_former(b->attack, technique, tactic);
    return row;
}

static void count_call(struct technique_row *row, const struct call *call)
{
    row->events += call->events;
    row->denied += call->denied;
    row->first_s = call->first_s < row->first_s ? call->first_s : row->first_s;
    row->last_s = call->last_s > row->last_s ? call->last_s : row->last_s;
}

static void add_technique(struct builder *b, const struct attack_tactic *tactic,
                          const struct attack_technique *technique)
{
    CLEANUP(buf) struct buf calls = {0};
    struct technique_row *row = NULL;
    size_t kinds = 0;
    for (size_t i = 0; i < b->call_count; i++) {
        const struct call *call = &b->calls[i];
        if (!is_of(call, tactic, technique))
            continue;
        row = row ? row : add_row(b, tactic, technique);
        count_call(row, call);
        if (kinds++ < CALLS_SHOWN)
            buf_fmt(&calls, "%s%s ×%lld", kinds > 1 ? ", " : "", call->base_name, (long long)call->events);
    }
    if (!row)
        return;
    if (kinds > CALLS_SHOWN)
        buf_fmt(&calls, " and %zu more", kinds - CALLS_SHOWN);
    row->calls = arena_str(&b->ret->arena, buf_text(&calls));
    write_filter(b, row);
}

static void add_accounts(struct builder *b, const struct attack_tactic *tactic,
                         const struct attack_technique *technique)
{
    struct technique_row *row = add_row(b, tactic, technique);
    for (size_t i = 0; i < b->call_count; i++)
        count_call(row, &b->calls[i]);
    row->calls = "all calls, with the victim's credentials";
    row->filter = "";
}

static void add_rows(struct builder *b)
{
    for (const struct attack_tactic *tactic = attack_tactics; tactic->id; tactic++)
        for (size_t i = 0; i < b->attack->technique_count; i++) {
            const struct attack_technique *technique = &b->attack->techniques[i];
            if (!b->attributed || strcmp(technique->id, ATTACK_ACCOUNTS) != 0)
                add_technique(b, tactic, technique);
            else if (b->call_count && attack_is_of(technique, tactic))
                add_accounts(b, tactic, technique);
        }
}

bool techniques_load(struct techniques *ret, struct db *db, const struct filter *filter, bool attributed,
                     struct err *err)
{
    CLEANUP(filter) struct filter *both = NULL;
    CLEANUP(buf) struct buf text = {0};
    *ret = (struct techniques){0};
    struct builder b = {.ret = ret, .attack = attack_load(&ret->arena), .attributed = attributed};
    if (filter && *filter_text(filter))
        buf_fmt(&text, "(%s)", filter_text(filter));
    buf_str(&text, attributed ? " is:attributed" : "");
    bool done = filter_parse(&both, buf_text(&text), 0, NULL, err) && read_calls(&b, db, both, err);
    if (done)
        add_rows(&b);
    else
        techniques_done(ret);
    free(b.calls);
    return done;
}

void technique_former_text(struct buf *out, const struct technique_row *row)
{
    if (row->former.name)
        buf_fmt(out, "%s: %s %s", row->former.tactic, row->former.id, row->former.name);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/lead.h"

#include "src/base/isotime.h"
#include "src/base/jsonw.h"
#include "src/store/journal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *const lead_source_names[LEAD__COUNT] = {"rule", "finding", "alert"};

/* Of tags such as attack.t1562.008; retired ids lead to their successors. */
static const char *techniques_of(const char *tags, const struct attack *attack, struct arena *arena)
{
    static const char prefix[] = "attack.t";
    CLEANUP(buf) struct buf out = {0};
    for (size_t len; tags && *tags; tags += len + (tags[len] == ' ')) {
        len = strcspn(tags, " ");
        if (len < sizeof prefix || strncasecmp(tags, prefix, sizeof prefix - 1) != 0 || tags[8] < '0' ||
            tags[8] > '9')
            continue;
        char *id = arena_strn(arena, tags + 7, len - 7);
        id[0] = 'T';
        const struct attack_technique *technique = attack_technique(attack, id);
        const char *word = arena_fmt(arena, "%s ", technique ? technique->id : id);
        if (!strstr(buf_text(&out), word))
            buf_str(&out, word);
    }
    buf_cut(&out, out.len ? out.len - 1 : 0);
    return arena_strn(arena, buf_text(&out), out.len);
}

static void read_lead(struct lead *lead, struct stmt *row, const struct attack *attack, struct arena *arena)
{
    *lead = (struct lead){
        .id = stmt_text_dup(row, 1, arena),
        .title = stmt_text_dup(row, 2, arena),
        .level = (enum rule_level)stmt_get_int(row, 3),
        .kind = stmt_text_dup(row, 4, arena),
        .is_own = stmt_get_int(row, 5),
        .author = stmt_text_dup(row, 6, arena),
        .lint = stmt_text_dup(row, 8, arena),
        .events = stmt_get_int(row, 9),
        .windows = stmt_get_int(row, 10),
        .principals = stmt_get_int(row, 11),
        .principal_days = stmt_get_int(row, 12),
        .first_s = stmt_get_time(row, 13),
        .last_s = stmt_get_time(row, 14),
        .is_folded = stmt_get_int(row, 15),
        .dismissed = stmt_text_dup(row, 16, arena),
        .text = stmt_text_dup(row, 17, arena),
        .path = stmt_text_dup(row, 18, arena),
        .first_event = stmt_get_int(row, 19),
        .attributed = stmt_get_int(row, 20),
        .techniques = techniques_of(stmt_text_dup(row, 7, arena), attack, arena),
    };
}

static void add(struct lead_list *list, const struct lead *lead)
{
    if ((list->count & (list->count - 1)) == 0) {
        struct lead *grown = arena_alloc(&list->arena, (list->count ? 2 * list->count : 1) * sizeof *grown);
        if (list->count)
            memcpy(grown, list->items, list->count * sizeof *grown);
        list->items = grown;
    }
    list->items[list->count++] = *lead;
}

static void read_told(struct lead *lead, struct stmt *row, struct arena *arena)
{
    *lead = (struct lead){
        .id = stmt_text_dup(row, 0, arena),
        .title = stmt_text_dup(row, 1, arena),
        .level = (enum rule_level)stmt_get_int(row, 2),
        .path = stmt_text_dup(row, 3, arena),
        .windows = stmt_get_int(row, 4),
        .first_s = stmt_get_time(row, 5),
        .last_s = stmt_get_time(row, 6),
        .aside = stmt_text_dup(row, 7, arena),
        .dismissed = stmt_text_dup(row, 8, arena),
        .text = stmt_text_dup(row, 9, arena),
        .key = stmt_text_dup(row, 10, arena),
        .address = stmt_text_dup(row, 11, arena),
        .principal = stmt_text_dup(row, 12, arena),
        .resource = stmt_text_dup(row, 13, arena),
        .type = stmt_text_dup(row, 14, arena),
        .description = stmt_text_dup(row, 15, arena),
        .events = stmt_get_int(row, 16),
        .first_event = stmt_get_int(row, 17),
        .principals = stmt_get_int(row, 18),
        .principal_days = stmt_get_int(row, 19),
        .attributed = stmt_get_int(row, 20),
        .techniques = "",
    };
    lead->source = strncmp(lead->id, "alert:", strlen("alert:")) == 0 ? LEAD_ALERT : LEAD_FINDING;
    lead->kind = lead_source_names[lead->source];
}

static bool load_rules(struct lead_list *ret, struct db *db, bool all, struct err *err)
{
    const struct attack *attack = attack_load(&ret->arena);
    struct stmt *row;
    struct lead lead;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_RULE_LEADS, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        if (!all && stmt_get_int(row, 9) == 0)
            continue;
        read_lead(&lead, row, attack, &ret->arena);
        add(ret, &lead);
    }
    return end == STMT_DONE;
}

static bool load_told(struct lead_list *ret, struct db *db, struct err *err)
{
    struct stmt *row;
    struct lead lead;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_LEAD_TOLD, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        read_told(&lead, row, &ret->arena);
        add(ret, &lead);
    }
    return end == STMT_DONE;
}

bool lead_is_past(const struct lead *lead)
{
    return lead->dismissed || lead->is_folded || lead->aside;
}

static int compare_numbers(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

/* Findings about what the case has no event of are leads all the same; rules without hits are none. */
static int compare(const void *a, const void *b)
{
    const struct lead *x = a, *y = b;
    const int64_t order[][2] = {
        {x->dismissed != NULL, y->dismissed != NULL},
        {x->is_folded || x->aside, y->is_folded || y->aside},
        {x->source == LEAD_RULE && !x->events, y->source == LEAD_RULE && !y->events},
        {y->level, x->level},
        {x->principal_days, y->principal_days},
        {x->windows, y->windows},
        {x->events, y->events},
        {x->first_s, y->first_s},
    };
    for (size_t i = 0; i < ARRAY_LEN(order); i++)
        if (order[i][0] != order[i][1])
            return compare_numbers(order[i][0], order[i][1]);
    return strcmp(x->id, y->id);
}

static bool load(struct lead_list *ret, struct db *db, bool all, struct err *err)
{
    struct stmt *row;
    if (!db_stmt(db, QUERY_EVENT_COUNT, &row, err) || !stmt_run_int(row, 0, &ret->total, err) ||
        !load_rules(ret, db, all, err) || !load_told(ret, db, err))
        return false;
    if (ret->count)
        qsort(ret->items, ret->count, sizeof *ret->items, compare);
    return true;
}

bool lead_list_load(struct lead_list *ret, struct db *db, bool all, struct err *err)
{
    *ret = (struct lead_list){0};
    if (load(ret, db, all, err))
        return true;
    lead_list_done(ret);
    return false;
}

void lead_list_done(struct lead_list *list)
{
    arena_done(&list->arena);
    *list = (struct lead_list){0};
}

/* A quotient to two places. */
static double hundredths(int64_t a, int64_t b)
{
    return (double)((200 * a / b + 1) / 2) / 100;
}

double lead_rate(const struct lead *lead)
{
    return lead->principal_days ? hundredths(lead->events, lead->principal_days) : 0;
}

double lead_share(const struct lead_list *list, const struct lead *lead)
{
    return list->total ? hundredths(100 * lead->events, list->total) : 0;
}

struct found {
    const char *id, *reason;
};

static bool find(struct db *db, const char *word, struct arena *arena, struct found *ret, struct err *err)
{
    struct stmt *row;
    *ret = (struct found){0};
    if (!db_stmt(db, QUERY_RULE_FIND, &row, err))
        return false;
    stmt_text(row, ":word", word);
    enum stmt_end end = stmt_step(row, err);
    if (end == STMT_ROW)
        *ret = (struct found){stmt_text_dup(row, 0, arena), stmt_text_dup(row, 2, arena)};
    stmt_clear(row);
    if (end == STMT_DONE)
        return err_set(err, ERR_USAGE, "the case has no lead \"%s\"; 'leads CASE' lists them with their ids",
                       word);
    return end != STMT_ERR;
}

bool lead_find(struct db *db, const char *word, struct arena *arena, const char **ret_id, struct err *err)
{
    struct found found;
    bool ok = find(db, word, arena, &found, err);
    *ret_id = found.id;
    return ok;
}

static bool set_reason(struct db *db, const char *id, const char *reason, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, reason ? QUERY_RULE_DISMISS : QUERY_RULE_DISMISSAL_REMOVE, &stmt, err))
        return false;
    stmt_text(stmt, ":rule", id);
    if (reason) {
        stmt_text(stmt, ":reason", reason);
        stmt_int(stmt, ":created_s", isotime_now());
    }
    return stmt_run(stmt, err);
}

static bool write_journal(struct db *db, const struct found *before, const char *reason, struct err *err)
{
    CLEANUP(buf) struct buf detail = {0};
    struct jsonw w;
    jsonw_init(&w, &detail);
    jsonw_object(&w);
    jsonw_kstr(&w, "kind", "rule");
    jsonw_kstr(&w, "value", before->id);
    jsonw_kstr(&w, "text", reason);
    jsonw_kstr(&w, "before", before->reason);
    jsonw_end(&w);
    return journal_append(db, isotime_now(), "dismiss", buf_text(&detail), err);
}

bool lead_dismiss(struct db *db, const char *id, const char *reason, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    struct found before;
    if (!find(db, id, &arena, &before, err) || !db_begin(db, err))
        return false;
    if (set_reason(db, before.id, reason, err) && write_journal(db, &before, reason, err) &&
        db_commit(db, err))
        return true;
    db_rollback(db);
    return err_wrap(err, "dismiss the rule");
}

bool lead_restore(struct db *db, const struct json *detail, struct err *err)
{
    const char *id = json_text(detail, "value");
    return !id || set_reason(db, id, json_str(json_get(detail, "before")), err);
}

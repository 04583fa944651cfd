// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/lead_groups.h"

#include "src/base/alloc.h"

#include <stdlib.h>
#include <string.h>

/* That a lead has events of a principal, or is about a technique. */
struct tie {
    const struct lead *lead;
    const char *key, *heading;
    int64_t events, first_event;
    bool taken;
};

struct ties {
    struct tie *items;
    size_t count, size;
};

static void add_tie(struct ties *ties, const struct tie *tie)
{
    if (ties->count == ties->size) {
        ties->size = 2 * ties->size + 64;
        ties->items = alloc_resize(ties->items, ties->size, sizeof *ties->items);
    }
    ties->items[ties->count++] = *tie;
}

static struct lead_row *add_row(struct lead_rows *rows, const struct lead_row *row)
{
    if ((rows->count & (rows->count - 1)) == 0)
        rows->items = alloc_resize(rows->items, rows->count ? 2 * rows->count : 1, sizeof *rows->items);
    rows->items[rows->count] = *row;
    return &rows->items[rows->count++];
}

static struct lead_row plain_row(const struct lead *lead)
{
    return (struct lead_row){.lead = lead, .events = lead->events, .first_event = lead->first_event};
}

static void add_all(struct lead_groups *groups, bool past, struct lead_rows *rows)
{
    for (size_t i = 0; i < groups->list.count; i++) {
        const struct lead *lead = &groups->list.items[i];
        const struct lead_row row = plain_row(lead);
        if (lead_is_past(lead) == past)
            add_row(rows, &row);
    }
}

/* Ties of one key lie apart: they are in the order of the leads. */
static void add_group(struct lead_rows *rows, struct ties *ties, size_t from, bool is_technique)
{
    const char *key = ties->items[from].key;
    const struct lead_row head = {.heading = ties->items[from].heading,
                                  .technique = is_technique ? key : NULL,
                                  .principal = is_technique ? NULL : key};
    size_t at = rows->count;
    add_row(rows, &head);
    for (size_t i = from; i < ties->count; i++) {
        struct tie *tie = &ties->items[i];
        if (tie->taken || strcmp(tie->key, key) != 0)
            continue;
        const struct lead_row row = {.lead = tie->lead,
                                     .technique = head.technique,
                                     .principal = head.principal,
                                     .events = tie->events,
                                     .first_event = tie->first_event};
        add_row(rows, &row);
        tie->taken = true;
    }
    rows->items[at].leads = rows->count - at - 1;
}

static void arrange(struct lead_groups *groups, struct ties *ties, bool is_technique, struct lead_rows *rows)
{
    for (size_t i = 0; i < ties->count; i++)
        if (!ties->items[i].taken)
            add_group(rows, ties, i, is_technique);
    size_t at = rows->count;
    add_row(rows, &(struct lead_row){.heading = "folded or dismissed"});
    add_all(groups, true, rows);
    rows->items[at].leads = rows->count - at - 1;
    if (!rows->items[at].leads)
        rows->count = at;
}

static void tie_techniques(struct lead_groups *groups, const struct attack *attack, struct ties *ties)
{
    for (size_t i = 0; i < groups->list.count; i++) {
        const struct lead *lead = &groups->list.items[i];
        struct tie tie = {lead, "", "no technique", lead->events, lead->first_event, false};
        if (lead_is_past(lead))
            continue;
        if (!*lead->techniques)
            add_tie(ties, &tie);
        for (const char *at = lead->techniques; *at; at += strspn(at, " ")) {
            size_t len = strcspn(at, " ");
            tie.key = arena_strn(&groups->arena, at, len);
            const struct attack_technique *technique = attack_technique(attack, tie.key);
            tie.heading = arena_fmt(&groups->arena, "%s %s", tie.key, technique ? technique->name : "");
            add_tie(ties, &tie);
            at += len;
        }
    }
}

static bool read_principals(struct lead_groups *groups, struct db *db, struct ties *ret, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_LEAD_WHO, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        const char *id = stmt_get_text(row, 0, NULL);
        for (size_t i = 0; i < groups->list.count; i++)
            if (strcmp(groups->list.items[i].id, id) == 0)
                add_tie(ret, &(struct tie){.lead = &groups->list.items[i],
                                           .key = stmt_text_dup(row, 1, &groups->arena),
                                           .heading = stmt_text_dup(row, 2, &groups->arena),
                                           .events = stmt_get_int(row, 3),
                                           .first_event = stmt_get_int(row, 4)});
    }
    return end == STMT_DONE;
}

static int compare_ties(const void *a, const void *b)
{
    const struct tie *x = a, *y = b;
    if (x->lead != y->lead)
        return x->lead < y->lead ? -1 : 1;
    if (x->events != y->events)
        return x->events > y->events ? -1 : 1;
    return strcmp(x->key, y->key);
}

/* In the order of the leads; one without events of a principal has a group of its own. */
static bool tie_principals(struct lead_groups *groups, struct db *db, struct ties *ties, struct err *err)
{
    if (!read_principals(groups, db, ties, err))
        return false;
    size_t told = ties->count, kept = 0;
    for (size_t i = 0; i < groups->list.count; i++) {
        const struct lead *lead = &groups->list.items[i];
        bool is_tied = false;
        for (size_t n = 0; n < told && !is_tied; n++)
            is_tied = ties->items[n].lead == lead;
        if (!is_tied)
            add_tie(ties, &(struct tie){.lead = lead, .key = "", .heading = "no principal"});
    }
    for (size_t i = 0; i < ties->count; i++)
        if (!lead_is_past(ties->items[i].lead))
            ties->items[kept++] = ties->items[i];
    ties->count = kept;
    if (kept)
        qsort(ties->items, kept, sizeof *ties->items, compare_ties);
    return true;
}

static bool load(struct lead_groups *ret, struct db *db, struct err *err)
{
    const struct attack *attack = attack_load(&ret->arena);
    struct ties techniques = {0}, principals = {0};
    struct stmt *row;
    bool ok = lead_list_load(&ret->list, db, false, err) && db_stmt(db, QUERY_LEAD_EVENTS, &row, err) &&
              stmt_run_int(row, 0, &ret->events, err) && tie_principals(ret, db, &principals, err);
    if (ok) {
        tie_techniques(ret, attack, &techniques);
        add_all(ret, false, &ret->rows[LEADS_ALL]);
        add_all(ret, true, &ret->rows[LEADS_ALL]);
        arrange(ret, &techniques, true, &ret->rows[LEADS_BY_TECHNIQUE]);
        arrange(ret, &principals, false, &ret->rows[LEADS_BY_PRINCIPAL]);
    }
    free(techniques.items);
    free(principals.items);
    return ok;
}

bool lead_groups_load(struct lead_groups *ret, struct db *db, struct err *err)
{
    *ret = (struct lead_groups){0};
    if (load(ret, db, err))
        return true;
    lead_groups_done(ret);
    return false;
}

void lead_groups_done(struct lead_groups *groups)
{
    for (size_t i = 0; i < LEADS_GROUPING__COUNT; i++)
        free(groups->rows[i].items);
    lead_list_done(&groups->list);
    arena_done(&groups->arena);
    *groups = (struct lead_groups){0};
}

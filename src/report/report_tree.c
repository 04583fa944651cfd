// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The attacker's credentials as a tree: each under the one whose call gave it out, and what was made to come
 * back by and has not been used. What came from elsewhere, or from where the logs do not tell, is a root.
 */
#include "src/report/report_model.h"

#include <stdlib.h>
#include <string.h>

#define NONE SIZE_MAX

/* Which credential an attributed event was called with. */
struct owner {
    int64_t event_id;
    size_t credential;
};

struct owners {
    struct owner *items;
    size_t count;
};

static int compare_owners(const void *a, const void *b)
{
    int64_t x = ((const struct owner *)a)->event_id, y = ((const struct owner *)b)->event_id;
    return (x > y) - (x < y);
}

static struct owners find_owners(const struct credentials *credentials, size_t count, struct arena *arena)
{
    struct owners owners = {0};
    for (size_t i = 0; i < count; i++)
        owners.count += credentials->items[i].attributed.count;
    owners.items = arena_alloc(arena, (owners.count + 1) * sizeof *owners.items);
    owners.count = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t n = 0; n < credentials->items[i].attributed.count; n++)
            owners.items[owners.count++] =
                (struct owner){credentials->items[i].attributed.items[n]->event_id, i};
    qsort(owners.items, owners.count, sizeof *owners.items, compare_owners);
    return owners;
}

static size_t owner_of(const struct owners *owners, int64_t event_id)
{
    struct owner key = {.event_id = event_id};
    const struct owner *found =
        event_id ? bsearch(&key, owners->items, owners->count, sizeof key, compare_owners) : NULL;
    return found ? found->credential : NONE;
}

static bool is_credential(enum residue_kind kind)
{
    static const enum residue_kind kinds[] = {RESIDUE_KEY_PAIR, RESIDUE_ACCESS_KEY,  RESIDUE_LOGIN,
                                              RESIDUE_PASSWORD, RESIDUE_SERVICE_KEY, RESIDUE_SSH_KEY,
                                              RESIDUE_SIGNING};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (kinds[i] == kind)
            return true;
    return false;
}

static bool is_used(const struct credentials *credentials, const struct residue *made)
{
    for (size_t i = 0; made->part && i < credentials->count; i++)
        if (strcmp(credentials->items[i].name->value, made->part) == 0)
            return true;
    return false;
}

/* A sign-in to the console by the user whose password was set. */
static bool is_sign_in(const struct credential *credential, const struct residue *password)
{
    const struct origin *origin = &credential->origin;
    return credential->dim == FACT_SESSION && origin->api && strcmp(origin->api, "ConsoleLogin") == 0 &&
           origin->principal && password->name && strcmp(origin->principal, password->name) == 0 &&
           origin->time_s >= password->opened.time_s;
}

/* Where the nodes come from: first the credentials, then what was made and not used. */
struct growing {
    struct report *report;
    struct report_credential *from;
    size_t count;
    bool *placed;
};

static void place(struct growing *g, size_t at, size_t depth, size_t parent)
{
    struct report *report = g->report;
    if (g->placed[at])
        return;
    g->placed[at] = true;
    size_t self = report->tree_count++;
    report->tree[self] = g->from[at];
    report->tree[self].depth = depth;
    report->tree[self].parent = parent;
    for (size_t i = 0; i < g->count; i++)
        if (g->from[i].parent == at)
            place(g, i, depth + 1, self);
}

/* A password that was made: the sessions it opened came from it. */
static void adopt_sign_ins(struct growing *g, size_t at, size_t used)
{
    struct report_credential *password = &g->from[at];
    for (size_t i = 0; i < used; i++)
        if (is_sign_in(g->from[i].of, password->made)) {
            g->from[i].parent = at;
            password->opened = true;
        }
}

void report_load_tree(struct report *report)
{
    CLEANUP(arena) struct arena scratch = {0};
    const struct credentials *all = report->credentials;
    size_t used = all->count < REPORT_TREE_MAX ? all->count : REPORT_TREE_MAX;
    struct owners owners = find_owners(all, used, &scratch);
    struct growing g = {
        .report = report,
        .from = arena_zero(&scratch, REPORT_TREE_MAX + 1, sizeof *g.from),
        .placed = arena_zero(&scratch, REPORT_TREE_MAX + 1, sizeof *g.placed),
    };
    for (size_t i = 0; i < used; i++)
        g.from[g.count++] = (struct report_credential){
            .of = &all->items[i], .parent = owner_of(&owners, all->items[i].origin.event_id)};
    for (size_t i = 0; i < report->residue->count && g.count < REPORT_TREE_MAX; i++) {
        const struct residue *made = &report->residue->items[i];
        if (!is_credential(made->kind) || is_used(all, made))
            continue;
        g.from[g.count++] =
            (struct report_credential){.made = made, .parent = owner_of(&owners, made->opened.event_id)};
        if (made->kind == RESIDUE_LOGIN)
            adopt_sign_ins(&g, g.count - 1, used);
    }
    report->tree = arena_zero(&report->arena, g.count + 1, sizeof *report->tree);
    for (size_t i = 0; i < g.count; i++)
        if (g.from[i].parent == NONE || g.from[i].parent == i)
            place(&g, i, 0, NONE);
    for (size_t i = 0; i < g.count; i++) /* a ring, by logs that contradict themselves */
        place(&g, i, 0, NONE);
}

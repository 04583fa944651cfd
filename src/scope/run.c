// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/run.h"

#include <string.h>

static bool is_same(const struct fact *a, const struct fact *b)
{
    static const enum fact_dim dims[] = {FACT_PRINCIPAL, FACT_KEY, FACT_ADDRESS, FACT_API};
    for (size_t i = 0; i < ARRAY_LEN(dims); i++)
        if (a->ids[dims[i]] != b->ids[dims[i]])
            return false;
    return a->outcome == b->outcome;
}

struct folding {
    struct run *items;
    size_t count;
    size_t *open; /* runs that may go on, of items */
    size_t open_count;
};

/* Close what has been silent for too long; the rest moves up. */
static void close_old(struct folding *f, int64_t now_s)
{
    size_t kept = 0;
    for (size_t i = 0; i < f->open_count; i++)
        if (now_s - f->items[f->open[i]].last_s <= RUN_GAP_S)
            f->open[kept++] = f->open[i];
    f->open_count = kept;
}

static void fold(struct folding *f, const struct fact *fact)
{
    for (size_t i = 0; i < f->open_count; i++) {
        struct run *run = &f->items[f->open[i]];
        if (is_same(run->first, fact)) {
            run->last_s = fact->time_s;
            run->count++;
            return;
        }
    }
    f->open[f->open_count++] = f->count;
    f->items[f->count++] = (struct run){fact, fact->time_s, 1};
}

struct runs runs_fold(const struct pick *pick, struct arena *arena)
{
    struct folding f = {
        .items = arena_alloc(arena, (pick->count + 1) * sizeof *f.items),
        .open = arena_alloc(arena, (pick->count + 1) * sizeof *f.open),
    };
    for (size_t i = 0; i < pick->count; i++) {
        close_old(&f, pick->items[i]->time_s);
        fold(&f, pick->items[i]);
    }
    return (struct runs){f.items, f.count};
}

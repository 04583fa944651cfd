// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What each verdict rests on, without going in a circle: from the events that were judged by themselves to
 * the things that they carry, from those to their other events, and so on. So each mark has one event that a
 * mark before it makes the attacker's.
 */
#include "src/report/report_model.h"

#include "src/model/events.h"

#include <stdlib.h>
#include <string.h>

enum { DIMS = 5, NONE_AT = -1 };

static const struct {
    enum mark_kind kind;
    enum fact_dim dim;
} dims[DIMS] = {{MARK_ADDRESS, FACT_ADDRESS},
                {MARK_KEY, FACT_KEY},
                {MARK_PRINCIPAL, FACT_PRINCIPAL},
                {MARK_SESSION, FACT_SESSION},
                {MARK_AGENT, FACT_AGENT}};

struct search {
    struct report *report;
    const struct facts *facts;
    int *of_name[DIMS]; /* for each name of a dimension the mark on it, NONE_AT without */
    bool *reached;
};

static bool counts(const struct mark *mark)
{
    return mark->verdict == VERDICT_ATTACKER || mark->verdict == VERDICT_COMPROMISED;
}

static int compare_marks(const void *a, const void *b)
{
    const struct mark *x = *(const struct mark *const *)a, *y = *(const struct mark *const *)b;
    return x->kind != y->kind ? (x->kind > y->kind) - (x->kind < y->kind) : strcmp(x->value, y->value);
}

static void index_names(struct search *s, struct arena *arena)
{
    const struct mark_list *marks = &s->report->marks;
    const struct mark **sorted = arena_alloc(arena, (marks->count + 1) * sizeof *sorted);
    for (size_t i = 0; i < marks->count; i++)
        sorted[i] = &marks->items[i];
    qsort(sorted, marks->count, sizeof *sorted, compare_marks);
    for (size_t d = 0; d < DIMS; d++) {
        size_t count = s->facts->names[dims[d].dim].count;
        s->of_name[d] = arena_alloc(arena, (count + 1) * sizeof *s->of_name[d]);
        for (size_t i = 0; i < count; i++) {
            struct mark key = {.kind = dims[d].kind, .value = s->facts->names[dims[d].dim].items[i].value};
            const struct mark *wanted = &key;
            const struct mark *const *found =
                bsearch(&wanted, sorted, marks->count, sizeof *sorted, compare_marks);
            s->of_name[d][i] = found && counts(*found) ? (int)(*found - marks->items) : NONE_AT;
        }
    }
}

static int mark_on(const struct search *s, const struct fact *fact, size_t d)
{
    const struct fact_name *name = fact_name(s->facts, fact, dims[d].dim);
    return name->id ? s->of_name[d][name - s->facts->names[dims[d].dim].items] : NONE_AT;
}

static int dim_of(enum fact_dim dim)
{
    for (int d = 0; d < DIMS; d++)
        if (dims[d].dim == dim)
            return d;
    return NONE_AT;
}

static bool reach(struct search *s, const struct fact *fact, const struct report_basis *basis)
{
    bool more = false;
    for (size_t d = 0; d < DIMS; d++) {
        int at = mark_on(s, fact, d);
        if (at == NONE_AT || s->reached[at])
            continue;
        s->report->basis[at] = *basis;
        more = s->reached[at] = true;
    }
    return more;
}

static const struct fact *attributed_event(const struct search *s, int64_t id)
{
    const struct pick *all = &s->facts->attributed;
    for (size_t i = 0; id && i < all->count; i++)
        if (all->items[i]->event_id == id)
            return all->items[i];
    return NULL;
}

/* Where nothing leads forward: the calls that gave out what the attacker then used. */
static bool spread_back(struct search *s)
{
    const struct credentials *all = s->report->credentials;
    for (size_t i = 0; i < all->count; i++) {
        const struct credential *c = &all->items[i];
        int d = dim_of(c->dim);
        int by = d == NONE_AT ? NONE_AT : s->of_name[d][c->name - s->facts->names[c->dim].items];
        const struct fact *origin =
            by != NONE_AT && s->reached[by] ? attributed_event(s, c->origin.event_id) : NULL;
        const struct report_basis basis = {c->origin.event_id,
                                           by == NONE_AT ? NULL : &s->report->marks.items[by], true};
        if (origin && reach(s, origin, &basis))
            return true;
    }
    return false;
}

/* One pass over the events: what an event of something reached carries is reached by that event. */
static bool spread(struct search *s)
{
    const struct pick *all = &s->facts->attributed;
    bool more = false;
    for (size_t i = 0; i < all->count; i++) {
        int by = NONE_AT;
        for (size_t d = 0; d < DIMS && by == NONE_AT; d++) {
            int at = mark_on(s, all->items[i], d);
            by = at != NONE_AT && s->reached[at] ? at : NONE_AT;
        }
        const struct report_basis basis = {all->items[i]->event_id,
                                           by == NONE_AT ? NULL : &s->report->marks.items[by], false};
        more |= by != NONE_AT && reach(s, all->items[i], &basis);
    }
    return more;
}

/* An event that was judged by itself: what it carries is reached first. */
static bool begin_at_event(struct search *s, const struct mark *mark, struct err *err)
{
    int64_t id = 0;
    if (!events_find(s->facts->db, mark->value, &id, err))
        return false;
    const struct report_basis basis = {id, mark, false};
    const struct fact *fact = attributed_event(s, id);
    if (fact)
        reach(s, fact, &basis);
    return true;
}

/* Where nothing leads to a mark, it was the analyst's own beginning. */
static void begin_at_first(struct search *s)
{
    const struct mark_list *marks = &s->report->marks;
    for (size_t i = 0; i < marks->count; i++)
        if (!s->reached[i] && counts(&marks->items[i])) {
            s->reached[i] = true;
            return;
        }
}

static bool all_reached(const struct search *s)
{
    for (size_t i = 0; i < s->report->marks.count; i++)
        if (!s->reached[i] && counts(&s->report->marks.items[i]))
            return false;
    return true;
}

bool report_load_basis(struct report *report, struct err *err)
{
    CLEANUP(arena) struct arena scratch = {0};
    const struct mark_list *marks = &report->marks;
    struct search s = {.report = report, .facts = &report->questions->facts};
    report->basis = arena_zero(&report->arena, marks->count + 1, sizeof *report->basis);
    s.reached = arena_zero(&scratch, marks->count + 1, sizeof *s.reached);
    index_names(&s, &scratch);
    for (size_t i = 0; i < marks->count; i++) {
        const struct mark *mark = &marks->items[i];
        s.reached[i] = mark->issued_by != 0 || mark->kind == MARK_EVENT;
        if (mark->issued_by)
            report->basis[i] = (struct report_basis){mark->issued_by, NULL};
        if (mark->kind == MARK_EVENT && counts(mark) && !begin_at_event(&s, mark, err))
            return false;
    }
    for (;;) {
        while (spread(&s) || spread_back(&s)) {
        }
        if (all_reached(&s))
            return true;
        begin_at_first(&s);
    }
}

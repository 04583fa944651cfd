// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The events that the appendix writes out: those named as proof, then attributed ones in the order of time,
 * until it is full.
 */
#include "src/report/report_model.h"

#include "src/scope/residue_text.h"
#include "src/scope/sentence.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct wanted {
    int64_t *ids;
    size_t count;
};

static void want(struct wanted *wanted, const int64_t *ids, size_t count)
{
    for (size_t i = 0; i < count && i < REPORT_PROOF_MAX && wanted->count < REPORT_EVENTS_MAX; i++)
        if (ids[i])
            wanted->ids[wanted->count++] = ids[i];
}

static void want_claims(const struct report *report, struct wanted *wanted)
{
    for (enum question_id id = 0; id < QUESTION__COUNT; id++) {
        const struct question *question = &report->questions->items[id];
        for (size_t i = 0; i < question->claim_count; i++) {
            want(wanted, question->claims[i].events, question->claims[i].event_count);
            want(wanted, question->claims[i].against, question->claims[i].against_count);
        }
    }
}

static void want_proof(const struct report *report, struct wanted *wanted)
{
    CLEANUP(arena) struct arena arena = {0};
    want_claims(report, wanted);
    for (size_t i = 0; i < report->tree_count; i++)
        if (report->tree[i].of)
            want(wanted, &report->tree[i].of->origin.event_id, 1);
    for (size_t i = 0; i < report->told.count; i++)
        want(wanted, &report->told.items[i].event_id, 1);
    for (size_t i = 0; i < report->marks.count; i++)
        want(wanted, &report->basis[i].event_id, 1);
    for (size_t i = 0; i < report->checklist.count; i++)
        want(wanted, report->checklist.items[i].events, report->checklist.items[i].event_count);
    struct residue_lines lines = residue_fold(report->residue, RESIDUE_ALL_STATES, NULL, &arena);
    for (size_t i = 0; i < lines.count; i++) {
        want(wanted, &lines.items[i].first->opened.event_id, 1);
        want(wanted, &lines.items[i].first->ended.event_id, 1);
    }
    for (size_t i = 0; i < report->runs.count && i < REPORT_RUNS_MAX; i++)
        want(wanted, &report->runs.items[i].first->event_id, 1);
}

static int compare_ids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void sort_unique(struct wanted *wanted)
{
    size_t kept = 0;
    qsort(wanted->ids, wanted->count, sizeof *wanted->ids, compare_ids);
    for (size_t i = 0; i < wanted->count; i++)
        if (kept == 0 || wanted->ids[kept - 1] != wanted->ids[i])
            wanted->ids[kept++] = wanted->ids[i];
    wanted->count = kept;
}

static bool has(const struct wanted *sorted, size_t count, int64_t id)
{
    return bsearch(&id, sorted->ids, count, sizeof id, compare_ids) != NULL;
}

/* The attributed and undecided events by number, to tell whose one is. */
struct verdicts {
    struct wanted attributed, undecided;
};

static struct wanted ids_of(const struct pick *pick, struct arena *arena)
{
    struct wanted ids = {arena_alloc(arena, (pick->count + 1) * sizeof *ids.ids), pick->count};
    for (size_t i = 0; i < pick->count; i++)
        ids.ids[i] = pick->items[i]->event_id;
    qsort(ids.ids, ids.count, sizeof *ids.ids, compare_ids);
    return ids;
}

static const char *verdict_of(const struct verdicts *verdicts, int64_t id)
{
    if (has(&verdicts->attributed, verdicts->attributed.count, id))
        return "attacker";
    return has(&verdicts->undecided, verdicts->undecided.count, id) ? "undecided" : "other";
}

static bool write_out(struct report *report, struct db *db, int64_t id, const struct verdicts *verdicts,
                      struct err *err)
{
    CLEANUP(event_view) struct event_view view = {0};
    CLEANUP(buf) struct buf text = {0};
    bool found;
    if (!event_view_load(&view, db, id, &found, err))
        return false;
    if (!found)
        return true;
    sentence_write(&view, &text);
    report->events[report->event_count++] = (struct report_event){
        .id = id,
        .time_s = view.time_s,
        .uid = arena_str(&report->arena, view.uid),
        .text = arena_str(&report->arena, buf_text(&text)),
        .verdict = verdict_of(verdicts, id),
    };
    return true;
}

static int compare_events(const void *a, const void *b)
{
    const struct report_event *x = a, *y = b;
    if (x->time_s != y->time_s)
        return x->time_s < y->time_s ? -1 : 1;
    return strcmp(x->uid ? x->uid : "", y->uid ? y->uid : "");
}

bool report_load_events(struct report *report, struct db *db, struct err *err)
{
    CLEANUP(arena) struct arena scratch = {0};
    const struct facts *facts = &report->questions->facts;
    struct wanted wanted = {arena_alloc(&scratch, (REPORT_EVENTS_MAX + 1) * sizeof *wanted.ids), 0};
    struct verdicts verdicts = {ids_of(&facts->attributed, &scratch), ids_of(&facts->undecided, &scratch)};
    want_proof(report, &wanted);
    sort_unique(&wanted);
    size_t named = wanted.count, attributed = 0;
    for (size_t i = 0; i < facts->attributed.count && wanted.count < REPORT_EVENTS_MAX; i++)
        if (!has(&wanted, named, facts->attributed.items[i]->event_id))
            wanted.ids[wanted.count++] = facts->attributed.items[i]->event_id;
    report->events = arena_zero(&report->arena, wanted.count + 1, sizeof *report->events);
    for (size_t i = 0; i < wanted.count; i++) {
        if (!write_out(report, db, wanted.ids[i], &verdicts, err))
            return false;
        attributed += has(&verdicts.attributed, verdicts.attributed.count, wanted.ids[i]);
    }
    report->events_left_out = facts->attributed.count - attributed;
    qsort(report->events, report->event_count, sizeof *report->events, compare_events);
    return true;
}

const struct report_event *report_event(const struct report *report, int64_t event_id)
{
    for (size_t i = 0; i < report->event_count; i++)
        if (report->events[i].id == event_id)
            return &report->events[i];
    return NULL;
}

static void add_term(const struct facts *facts, const struct fact *fact, enum fact_dim dim, const char *field,
                     struct buf *out)
{
    const char *value = fact_name(facts, fact, dim)->value;
    if (!fact->ids[dim] || !*value)
        return;
    buf_char(out, ' ');
    filter_append_term(out, field, value);
}

const char *report_run_filter(const struct report *report, const struct run *run, struct arena *arena)
{
    static const char *const outcomes[] = {"success", "denied", "error"};
    CLEANUP(buf) struct buf out = {0}, api = {0};
    const struct facts *facts = &report->questions->facts;
    const struct fact_name *name = fact_name(facts, run->first, FACT_API);
    char iso[ISOTIME_SIZE];
    buf_str(&out, "is:attributed");
    add_term(facts, run->first, FACT_PRINCIPAL, "principal", &out);
    add_term(facts, run->first, FACT_KEY, "key", &out);
    add_term(facts, run->first, FACT_ADDRESS, "address", &out);
    buf_fmt(&api, "%.*s:%s", (int)strcspn(name->value, "."), name->value, name->label);
    buf_char(&out, ' ');
    filter_append_term(&out, "api", buf_text(&api));
    buf_fmt(&out, " outcome:%s since:%s", outcomes[run->first->outcome],
            isotime_format(run->first->time_s, iso));
    buf_fmt(&out, " until:%s", isotime_format(run->last_s + 1, iso));
    return arena_str(arena, buf_text(&out));
}

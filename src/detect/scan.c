// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/scan.h"

#include "src/base/alloc.h"
#include "src/detect/verdict.h"
#include "src/job/thread.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK_EVENTS = 16384, THREADS_MAX = 16, GROUP_SEPARATOR = '\x1f' };

/* What of a watch its row tells. */
struct want {
    enum known_field group[RULE_FIELDS_MAX], field;
    unsigned fields; /* all of them: bits */
    bool any;        /* a hit wants values at all */
};

struct pass {
    const char *path;
    const struct watch *watches;
    size_t watch_count;
    const struct names *names;
    const struct expr **exprs; /* of the watches */
    unsigned *asks;
    struct want *wants;
    int64_t first_id, last_id;
    _Atomic int64_t next_id;
    struct task *task;
};

struct worker {
    struct thread thread;
    struct pass *pass;
    struct db *db;
    struct evaluator ev;
    struct arena *texts; /* of hits; lives on */
    struct verdicts verdicts;
    struct scan_hits *hits;
    int64_t events, parsed, unreadable;
    bool failed;
    struct err err;
};

struct seen_event {
    int64_t id, time_s, flags;
    int64_t ids[COLUMN__COUNT];
    bool has_record, there; /* looked for, and found */
};

/* The value of a field: by the row when that knows it, else by the record. */
static const char *value_of(struct worker *w, enum known_field known, const char *field,
                            const struct known *row)
{
    const char *value = known < KNOWN__COUNT ? row->values[known] : NULL;
    return value == known_absent ? NULL : value ? value : evaluator_value(&w->ev, field);
}

static const char *group_of(struct worker *w, const struct watch *watch, const struct want *want,
                            const struct known *row)
{
    CLEANUP(buf) struct buf text = {0};
    if (watch->group_count == 1) {
        const char *value = value_of(w, want->group[0], watch->base->group[0], row);
        bool lasts = want->group[0] < KNOWN__COUNT && row->values[want->group[0]];
        return !value ? "" : lasts ? value : arena_str(w->texts, value);
    }
    for (size_t i = 0; i < watch->group_count; i++) {
        const char *value = value_of(w, want->group[i], watch->base->group[i], row);
        if (i)
            buf_char(&text, GROUP_SEPARATOR);
        buf_str(&text, value ? value : "");
    }
    return watch->group_count ? arena_strn(w->texts, buf_text(&text), text.len) : NULL;
}

static void add_hit(struct worker *w, uint32_t index, const struct seen_event *event, const struct known *row)
{
    const struct watch *watch = &w->pass->watches[index];
    const struct want *want = &w->pass->wants[index];
    struct scan_hits *hits = &w->hits[index];
    if (hits->count == hits->size) {
        hits->size = hits->size ? 2 * hits->size : 16;
        hits->items = alloc_resize(hits->items, hits->size, sizeof *hits->items);
    }
    struct scan_hit hit = {.event_id = event->id, .time_s = event->time_s};
    if (watch->base)
        hit.group = group_of(w, watch, want, row);
    if (watch->field) {
        bool lasts = want->field < KNOWN__COUNT && row->values[want->field];
        const char *value = value_of(w, want->field, watch->field, row);
        hit.value = lasts ? value : arena_str(w->texts, value);
    }
    hits->items[hits->count++] = hit;
}

/* False: the statement failed. *ret_there: the record is there and JSON. */
static bool read_record(struct worker *w, int64_t event_id, bool *ret_there)
{
    struct stmt *stmt;
    size_t len;
    *ret_there = false;
    if (!db_stmt(w->db, QUERY_DETECT_RECORD, &stmt, &w->err))
        return false;
    stmt_int(stmt, ":event_id", event_id);
    enum stmt_end end = stmt_step(stmt, &w->err);
    if (end == STMT_ERR)
        return false;
    const char *text = end == STMT_ROW ? stmt_get_text(stmt, 0, &len) : NULL;
    *ret_there = text && evaluator_set(&w->ev, text, len);
    w->parsed++;
    w->unreadable += !*ret_there;
    stmt_clear(stmt);
    return true;
}

/* Whether the row has all values a hit of the watch wants; *ret: them. */
static bool row_suffices(const struct worker *w, uint32_t index, const struct seen_event *event,
                         struct known *ret)
{
    const struct want *want = &w->pass->wants[index];
    if (!want->any)
        return true;
    names_known(w->pass->names, event->ids, want->fields, ret);
    bool all = want->field < KNOWN__COUNT ? ret->values[want->field] != NULL : !w->pass->watches[index].field;
    for (size_t i = 0; i < w->pass->watches[index].group_count; i++)
        all = all && want->group[i] < KNOWN__COUNT && ret->values[want->group[i]];
    return all;
}

static bool look_through(struct worker *w, const struct open_expr *open, struct seen_event *event)
{
    const struct watch *watch = &w->pass->watches[open->index];
    struct known row = {0};
    if (event->id <= watch->after_id ||
        (watch->fresh && !fresh_holds(watch->fresh, event->ids, event->time_s)))
        return true;
    bool suffices = row_suffices(w, open->index, event, &row) && open->certain;
    if (!suffices && !event->has_record) {
        event->has_record = true;
        if (!read_record(w, event->id, &event->there))
            return false;
    }
    if (!suffices && !event->there)
        return true;
    if (open->certain || evaluate(&w->ev, watch->expr))
        add_hit(w, open->index, event, &row);
    return true;
}

static bool look_at(struct worker *w, struct seen_event *event)
{
    const struct verdict *verdict = verdict_of(&w->verdicts, event->ids, event->flags);
    w->events++;
    for (size_t i = 0; i < verdict->count; i++)
        if (!look_through(w, &verdict->open[i], event))
            return false;
    return true;
}

static void read_event(const struct names *names, struct stmt *row, struct seen_event *event)
{
    *event = (struct seen_event){
        .id = stmt_get_int(row, 0), .time_s = stmt_get_int(row, 1), .flags = stmt_get_int(row, 2)};
    for (size_t i = 0; i < COLUMN_CLIENT; i++)
        event->ids[i] = stmt_get_int(row, 3 + (int)i);
    event->ids[COLUMN_CLIENT] = names_client(names, event->ids[COLUMN_AGENT]);
}

static bool scan_chunk(struct worker *w, int64_t from_id)
{
    struct stmt *rows;
    struct seen_event event;
    enum stmt_end end;
    int64_t to_id = from_id + CHUNK_EVENTS - 1;
    if (to_id > w->pass->last_id)
        to_id = w->pass->last_id;
    if (!db_stmt(w->db, QUERY_DETECT_EVENTS, &rows, &w->err))
        return false;
    stmt_int(rows, ":from_id", from_id);
    stmt_int(rows, ":to_id", to_id);
    while ((end = stmt_step(rows, &w->err)) == STMT_ROW) {
        read_event(w->pass->names, rows, &event);
        if (!look_at(w, &event))
            return false;
    }
    w->pass->task->done += to_id - from_id + 1;
    return end == STMT_DONE;
}

static bool open_worker(struct worker *w)
{
    if (!db_open(&w->db, w->pass->path, DB_READ, &w->err) || !db_hold_little(w->db, &w->err))
        return false;
    db_set_cancel(w->db, &w->pass->task->cancel);
    evaluator_init(&w->ev);
    w->verdicts =
        (struct verdicts){.exprs = w->pass->exprs, .asks = w->pass->asks, .count = w->pass->watch_count};
    verdicts_init(&w->verdicts, w->pass->names, &w->ev);
    return true;
}

static void run_worker(void *arg)
{
    struct worker *w = arg;
    bool ok = open_worker(w);
    while (ok) {
        int64_t from_id = atomic_fetch_add(&w->pass->next_id, CHUNK_EVENTS);
        if (from_id > w->pass->last_id)
            break;
        ok = scan_chunk(w, from_id);
        if (ok && cancel_asked(&w->pass->task->cancel))
            ok = err_set(&w->err, ERR_CANCELLED, "stopped");
    }
    w->failed = !ok;
}

static void close_worker(struct worker *w)
{
    db_close(w->db);
    if (w->ev.regexes)
        evaluator_done(&w->ev);
    verdicts_done(&w->verdicts);
    for (size_t i = 0; i < w->pass->watch_count; i++)
        free(w->hits[i].items);
    free(w->hits);
}

static int compare_hits(const void *a, const void *b)
{
    const struct scan_hit *x = a, *y = b;
    return x->event_id < y->event_id ? -1 : x->event_id > y->event_id;
}

/* Put together what the threads found; theirs goes as it is taken. */
static void collect(struct scan *ret, struct worker *workers)
{
    for (size_t n = 0; n < ret->count; n++) {
        struct scan_hits *to = &ret->hits[n];
        *to = workers[0].hits[n];
        workers[0].hits[n] = (struct scan_hits){0};
        for (unsigned t = 1; t < ret->threads; t++) {
            struct scan_hits *from = &workers[t].hits[n];
            to->size = to->count + from->count;
            to->items = alloc_resize(to->items, to->size + 1, sizeof *to->items);
            if (from->count)
                memcpy(to->items + to->count, from->items, from->count * sizeof *from->items);
            to->count += from->count;
            free(from->items);
            *from = (struct scan_hits){0};
        }
        if (to->count && !workers[0].pass->watches[n].unsorted)
            qsort(to->items, to->count, sizeof *to->items, compare_hits);
    }
    for (unsigned t = 0; t < ret->threads; t++) {
        ret->events += workers[t].events;
        ret->parsed += workers[t].parsed;
        ret->unreadable += workers[t].unreadable;
        if (workers[t].ev.regexes)
            ret->given_up += (int64_t)regex_given_up(workers[t].ev.regexes);
    }
}

static bool run_threads(struct scan *ret, struct pass *pass, struct err *err)
{
    struct worker *workers = alloc_zero(ret->threads, sizeof *workers);
    bool ok = true;
    for (unsigned t = 0; t < ret->threads; t++) {
        workers[t].pass = pass;
        workers[t].texts = &ret->arenas[t];
        workers[t].hits = alloc_zero(pass->watch_count + 1, sizeof(struct scan_hits));
        ok = ok && thread_start(&workers[t].thread, run_worker, &workers[t], err);
    }
    for (unsigned t = 0; t < ret->threads; t++) {
        thread_join(&workers[t].thread);
        if (ok && workers[t].failed) {
            *err = workers[t].err;
            ok = false;
        }
    }
    if (ok)
        collect(ret, workers);
    for (unsigned t = 0; t < ret->threads; t++)
        close_worker(&workers[t]);
    free(workers);
    return ok;
}

static void add_want(struct want *want, enum known_field *ret, const char *field)
{
    *ret = known_field_of(field);
    want->any |= field != NULL;
    if (*ret < KNOWN__COUNT)
        want->fields |= 1U << *ret;
}

static void pass_init(struct pass *pass)
{
    pass->exprs = alloc_zero(pass->watch_count + 1, sizeof *pass->exprs);
    pass->asks = alloc_zero(pass->watch_count + 1, sizeof *pass->asks);
    pass->wants = alloc_zero(pass->watch_count + 1, sizeof *pass->wants);
    for (size_t i = 0; i < pass->watch_count; i++) {
        const struct watch *watch = &pass->watches[i];
        pass->exprs[i] = watch->expr;
        pass->asks[i] = expr_known(watch->expr);
        add_want(&pass->wants[i], &pass->wants[i].field, watch->field);
        for (size_t g = 0; g < watch->group_count; g++)
            add_want(&pass->wants[i], &pass->wants[i].group[g], watch->base->group[g]);
        if (watch->after_id < pass->first_id)
            pass->first_id = watch->after_id;
    }
}

static void pass_done(struct pass *pass)
{
    free(pass->exprs);
    free(pass->asks);
    free(pass->wants);
}
CLEANUP_DEFINE(pass, struct pass, pass_done);

bool scan_run(struct scan *ret, struct db *db, const struct scan_ask *ask, struct task *task, struct err *err)
{
    int64_t last_id = ask->last_id;
    CLEANUP(pass)
    struct pass pass = {.path = db_path(db),
                        .watches = ask->watches,
                        .watch_count = ask->count,
                        .names = ask->names,
                        .first_id = last_id,
                        .last_id = last_id,
                        .task = task};
    *ret = (struct scan){.count = ask->count};
    ret->hits = alloc_zero(ask->count + 1, sizeof *ret->hits);
    pass_init(&pass);
    if (!ask->count || pass.first_id >= last_id)
        return true;
    pass.next_id = pass.first_id + 1;
    task->total = last_id - pass.first_id;
    ret->threads = thread_cpus() < THREADS_MAX ? thread_cpus() : THREADS_MAX;
    int64_t chunks = (last_id - pass.first_id + CHUNK_EVENTS - 1) / CHUNK_EVENTS;
    if (chunks < ret->threads)
        ret->threads = (unsigned)chunks;
    ret->arenas = alloc_zero(ret->threads, sizeof *ret->arenas);
    if (run_threads(ret, &pass, err))
        return true;
    scan_done(ret);
    return false;
}

void scan_drop(struct scan *scan, size_t watch)
{
    free(scan->hits[watch].items);
    scan->hits[watch] = (struct scan_hits){0};
}

void scan_done(struct scan *scan)
{
    for (size_t i = 0; i < scan->count && scan->hits; i++)
        free(scan->hits[i].items);
    free(scan->hits);
    for (unsigned t = 0; t < scan->threads && scan->arenas; t++)
        arena_done(&scan->arenas[t]);
    free(scan->arenas);
    *scan = (struct scan){0};
}

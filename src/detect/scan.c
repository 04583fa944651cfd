// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/scan.h"

#include "src/base/alloc.h"
#include "src/detect/evaluate.h"
#include "src/detect/names.h"
#include "src/job/thread.h"
#include "src/model/event.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK_EVENTS = 16384, THREADS_MAX = 16, MEMO_SLOTS = 1 << 16, GROUP_SEPARATOR = '\x1f' };

/* What of a list of watches is left to see for some combination of names. */
struct open_watch {
    uint32_t watch;
    bool certain; /* hits without looking at the record */
};

struct verdict {
    int64_t ids[KNOWN__COUNT];
    struct open_watch *open;
    size_t count, size;
    unsigned asked; /* known fields the open ones still ask about: bits */
    bool used;
};

struct pass {
    const char *path;
    const struct watch *watches;
    size_t watch_count;
    const struct names *names;
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
    struct verdict *by_api;
    struct verdict *memo; /* MEMO_SLOTS, direct-mapped */
    struct scan_hits *hits;
    int64_t events, parsed, unreadable;
    bool failed;
    struct err err;
};

struct seen_event {
    int64_t id, time_s, flags;
    int64_t ids[KNOWN__COUNT]; /* KNOWN_NAME and KNOWN_SOURCE: the api */
};

static void name_event(const struct worker *w, const struct seen_event *event, unsigned asked,
                       struct known *ret)
{
    const struct names *names = w->pass->names;
    *ret = (struct known){0};
    for (size_t i = 0; i < KNOWN__COUNT; i++)
        if (asked & 1U << i)
            ret->values[i] = names_get(names, i, event->ids[i]);
}

/* Which of `from` (NULL: all) may match; `asked` says which names count. */
static void judge(struct worker *w, const struct seen_event *event, const struct verdict *from,
                  unsigned asked, struct verdict *ret)
{
    struct known known;
    size_t count = from ? from->count : w->pass->watch_count;
    name_event(w, event, asked, &known);
    ret->count = 0;
    ret->asked = 0;
    for (size_t i = 0; i < count; i++) {
        struct open_watch next = from ? from->open[i] : (struct open_watch){(uint32_t)i, false};
        if (!next.certain) {
            const struct expr *expr = w->pass->watches[next.watch].expr;
            enum open_verdict verdict = evaluate_known(&w->ev, expr, &known);
            if (verdict == OPEN_NO)
                continue;
            next.certain = verdict == OPEN_YES;
            if (!next.certain)
                ret->asked |= expr_known(expr);
        }
        if (ret->count == ret->size) {
            ret->size = 2 * ret->size + 4;
            ret->open = alloc_resize(ret->open, ret->size, sizeof *ret->open);
        }
        ret->open[ret->count++] = next;
    }
    ret->used = true;
}

static const struct verdict *judge_api(struct worker *w, const struct seen_event *event)
{
    int64_t api_id = event->ids[KNOWN_NAME];
    if (!names_has_api(w->pass->names, api_id))
        api_id = 0;
    struct verdict *verdict = &w->by_api[api_id];
    if (!verdict->used)
        judge(w, event, NULL, 1U << KNOWN_NAME | 1U << KNOWN_SOURCE, verdict);
    return verdict;
}

static size_t slot_of(const int64_t *ids)
{
    uint64_t hash = 1469598103934665603U;
    for (size_t i = 0; i < KNOWN__COUNT; i++)
        hash = (hash ^ (uint64_t)ids[i]) * 0x9E3779B97F4A7C15U;
    return (size_t)(hash >> 40) % MEMO_SLOTS;
}

/* A record that is only a view of its event may hold other names than the case has. */
static bool is_as_named(const struct seen_event *event)
{
    return !(event->flags & (EVENT_PARTIAL | EVENT_INSIGHT));
}

static const struct verdict *judge_event(struct worker *w, const struct seen_event *event)
{
    if (!is_as_named(event))
        return &w->by_api[0];
    const struct verdict *api = judge_api(w, event);
    unsigned more = api->asked & ~(1U << KNOWN_NAME | 1U << KNOWN_SOURCE);
    if (!more)
        return api;
    int64_t ids[KNOWN__COUNT] = {0};
    for (size_t i = 0; i < KNOWN__COUNT; i++)
        if (i <= KNOWN_SOURCE || more & 1U << i)
            ids[i] = event->ids[i];
    struct verdict *memo = &w->memo[slot_of(ids)];
    if (memo->used && memcmp(memo->ids, ids, sizeof ids) == 0)
        return memo;
    memcpy(memo->ids, ids, sizeof ids);
    judge(w, event, api, more | 1U << KNOWN_NAME | 1U << KNOWN_SOURCE, memo);
    return memo;
}

static const char *group_of(struct worker *w, const struct watch *watch)
{
    CLEANUP(buf) struct buf text = {0};
    if (!watch->group_count)
        return NULL;
    for (size_t i = 0; i < watch->group_count; i++) {
        const char *value = evaluator_value(&w->ev, watch->base->group[i]);
        if (i)
            buf_char(&text, GROUP_SEPARATOR);
        buf_str(&text, value ? value : "");
    }
    return arena_strn(w->texts, buf_text(&text), text.len);
}

static void add_hit(struct worker *w, uint32_t index, const struct seen_event *event)
{
    const struct watch *watch = &w->pass->watches[index];
    struct scan_hits *hits = &w->hits[index];
    if (hits->count == hits->size) {
        hits->size = hits->size ? 2 * hits->size : 16;
        hits->items = alloc_resize(hits->items, hits->size, sizeof *hits->items);
    }
    struct scan_hit hit = {.event_id = event->id, .time_s = event->time_s};
    if (watch->base)
        hit.group = group_of(w, watch);
    if (watch->field)
        hit.value = arena_str(w->texts, evaluator_value(&w->ev, watch->field));
    hits->items[hits->count++] = hit;
}

static bool wants_record(const struct worker *w, const struct open_watch *open)
{
    const struct watch *watch = &w->pass->watches[open->watch];
    return !open->certain || watch->base || watch->field;
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

static bool look_at(struct worker *w, const struct seen_event *event)
{
    const struct verdict *verdict = judge_event(w, event);
    bool has_record = false, there = false;
    w->events++;
    for (size_t i = 0; i < verdict->count; i++) {
        const struct open_watch *open = &verdict->open[i];
        const struct watch *watch = &w->pass->watches[open->watch];
        if (event->id <= watch->after_id)
            continue;
        if (!has_record && wants_record(w, open)) {
            has_record = true;
            if (!read_record(w, event->id, &there))
                return false;
        }
        if (wants_record(w, open) && !there)
            continue;
        if (open->certain || evaluate(&w->ev, watch->expr))
            add_hit(w, open->watch, event);
    }
    return true;
}

static void read_event(struct stmt *row, struct seen_event *event)
{
    *event = (struct seen_event){
        .id = stmt_get_int(row, 0), .time_s = stmt_get_int(row, 1), .flags = stmt_get_int(row, 2)};
    event->ids[KNOWN_NAME] = event->ids[KNOWN_SOURCE] = stmt_get_int(row, 3);
    event->ids[KNOWN_AGENT] = stmt_get_int(row, 4);
    event->ids[KNOWN_ADDRESS] = stmt_get_int(row, 5);
    event->ids[KNOWN_REGION] = stmt_get_int(row, 6);
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
        read_event(rows, &event);
        if (!look_at(w, &event))
            return false;
    }
    w->pass->task->done += to_id - from_id + 1;
    return end == STMT_DONE;
}

static bool open_worker(struct worker *w)
{
    struct seen_event nothing = {0};
    if (!db_open(&w->db, w->pass->path, DB_READ, &w->err))
        return false;
    db_set_cancel(w->db, &w->pass->task->cancel);
    evaluator_init(&w->ev);
    w->by_api = alloc_zero((size_t)names_last_api(w->pass->names) + 1, sizeof *w->by_api);
    w->memo = alloc_zero(MEMO_SLOTS, sizeof *w->memo);
    /* Number 0 stands for events of which no name is known. */
    judge(w, &nothing, NULL, 0, &w->by_api[0]);
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
    for (int64_t i = 0; w->by_api && i <= names_last_api(w->pass->names); i++)
        free(w->by_api[i].open);
    for (size_t i = 0; w->memo && i < MEMO_SLOTS; i++)
        free(w->memo[i].open);
    free(w->by_api);
    free(w->memo);
    for (size_t i = 0; i < w->pass->watch_count; i++)
        free(w->hits[i].items);
    free(w->hits);
}

static int compare_hits(const void *a, const void *b)
{
    const struct scan_hit *x = a, *y = b;
    if (x->time_s != y->time_s)
        return x->time_s < y->time_s ? -1 : 1;
    return x->event_id < y->event_id ? -1 : x->event_id > y->event_id;
}

/* Put together what the threads found. */
static void collect(struct scan *ret, struct worker *workers)
{
    for (size_t n = 0; n < ret->count; n++) {
        struct scan_hits *to = &ret->hits[n];
        for (unsigned t = 0; t < ret->threads; t++)
            to->size += workers[t].hits[n].count;
        to->items = alloc_resize(NULL, to->size + 1, sizeof *to->items);
        for (unsigned t = 0; t < ret->threads; t++) {
            const struct scan_hits *from = &workers[t].hits[n];
            if (from->count)
                memcpy(to->items + to->count, from->items, from->count * sizeof *from->items);
            to->count += from->count;
        }
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

bool scan_run(struct scan *ret, struct db *db, const struct scan_ask *ask, struct task *task, struct err *err)
{
    CLEANUP(names) struct names names = {0};
    const struct watch *watches = ask->watches;
    int64_t last_id = ask->last_id;
    size_t count = ask->count;
    struct pass pass = {.path = db_path(db),
                        .watches = watches,
                        .watch_count = count,
                        .names = &names,
                        .first_id = last_id,
                        .last_id = last_id,
                        .task = task};
    *ret = (struct scan){.count = count};
    ret->hits = alloc_zero(count + 1, sizeof *ret->hits);
    for (size_t i = 0; i < count; i++)
        if (watches[i].after_id < pass.first_id)
            pass.first_id = watches[i].after_id;
    if (!count || pass.first_id >= last_id)
        return true;
    pass.next_id = pass.first_id + 1;
    task->total = last_id - pass.first_id;
    ret->threads = thread_cpus() < THREADS_MAX ? thread_cpus() : THREADS_MAX;
    int64_t chunks = (last_id - pass.first_id + CHUNK_EVENTS - 1) / CHUNK_EVENTS;
    if (chunks < ret->threads)
        ret->threads = (unsigned)chunks;
    ret->arenas = alloc_zero(ret->threads, sizeof *ret->arenas);
    if (names_load(&names, db, err) && run_threads(ret, &pass, err))
        return true;
    scan_done(ret);
    return false;
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

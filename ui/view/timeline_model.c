// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/timeline_model.h"

#include "src/base/alloc.h"
#include "src/scope/coverage.h"
#include "ui/view/ask_filter.h"

#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 120, ROWS_MAX = 2000, LANES_MAX = 60, FIT_TURNS = 4, BARS_MIN = 20, BARS_MAX = 200 };

void timeline_model_free(void *data)
{
    struct timeline_model *model = data;
    timeline_done(&model->timeline);
    events_page_done(&model->page);
    lanes_done(&model->lanes);
    free(model->lane_values);
    free(model->runs);
    free(model->times);
    free(model->folded.rows);
    free(model->row_lane);
    free(model->values);
    free(model->gaps);
    free(model);
}

static uint32_t narrow(int64_t value)
{
    return value < 0 ? 0 : value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

/* From the first bar that has events to the last. */
static void find_extent(const struct timeline *timeline, size_t *ret_first, size_t *ret_end)
{
    size_t first = 0, end = timeline->count;
    while (first < end && timeline->buckets[first].events == 0)
        first++;
    while (end > first && timeline->buckets[end - 1].events == 0)
        end--;
    *ret_first = first;
    *ret_end = end;
}

/*
 * Bars for a window, or without one for all there is. Then days are tried first, as the rollup has them; when
 * those are too few, or lie in a small part of the case, the window narrows to them.
 */
static bool load_window(struct timeline *timeline, struct db *db, const struct ask *ask,
                        const struct filter *filter, struct err *err)
{
    bool open = ask->since_s == ISOTIME_NONE;
    struct timeline_ask want = {
        .filter = filter, .from_s = ask->since_s, .to_s = ask->until_s, .buckets_max = BUCKETS};
    want.bucket_s = open ? DAY_S : 0;
    for (int turn = 0; turn < FIT_TURNS; turn++) {
        timeline_done(timeline);
        if (!timeline_load(timeline, db, &want, err))
            return false;
        size_t first, end;
        find_extent(timeline, &first, &end);
        bool right = timeline->count >= BARS_MIN && timeline->count <= BARS_MAX;
        bool whole = (end - first) * 2 > timeline->count || timeline->bucket_s <= 1;
        if (!open || first == end || (whole && (right || turn > 0)))
            return true;
        want.bucket_s = 0;
        want.from_s = timeline->buckets[first].start_s;
        want.to_s = timeline->buckets[end - 1].start_s + timeline->bucket_s;
    }
    return true;
}

/* Bars that share no hour with anything the case holds: events, files or digests. */
static bool find_gaps(struct timeline_model *model, struct db *db, struct err *err)
{
    const struct timeline *timeline = &model->timeline;
    CLEANUP(coverage) struct coverage coverage = {0};
    if (!coverage_load(&coverage, db, err))
        return false;
    model->gaps = alloc_zero(timeline->count + 1, sizeof *model->gaps);
    for (size_t i = 0; i < timeline->count; i++) {
        int64_t start_s = timeline->buckets[i].start_s;
        model->gaps[i] = coverage.first_s != ISOTIME_NONE && start_s <= coverage.last_s &&
                         start_s + timeline->bucket_s > coverage.first_s;
    }
    for (size_t row = 0; row < coverage.row_count; row++)
        for (size_t c = 0; c < coverage.rows[row].cell_count; c++) {
            int64_t from_s = coverage.rows[row].cells[c].hour * HOUR_S - timeline->from_s;
            int64_t first = from_s >= 0 ? from_s / timeline->bucket_s : 0;
            int64_t last = from_s + HOUR_S > 0 ? (from_s + HOUR_S - 1) / timeline->bucket_s : -1;
            for (int64_t i = first; i <= last && i < (int64_t)timeline->count; i++)
                model->gaps[i] = false;
        }
    return true;
}

static void put_values(uint32_t values[HISTOGRAM_SERIES], const struct timeline_bucket *bucket)
{
    values[0] = narrow(bucket->attributed);
    values[1] = narrow(bucket->undecided);
    values[2] = narrow(bucket->events - bucket->attributed - bucket->undecided);
}

enum lanes_by timeline_lanes_by(enum timeline_form form)
{
    static const enum lanes_by by[TIMELINE_FORM__COUNT] = {[TIMELINE_KEYS] = LANES_BY_KEY,
                                                           [TIMELINE_ADDRESSES] = LANES_BY_ADDRESS,
                                                           [TIMELINE_PRINCIPALS] = LANES_BY_PRINCIPAL};
    return by[form];
}

size_t timeline_lane_of(const struct timeline_model *model, const char *value)
{
    for (size_t i = 0; value != NULL && i < model->lanes.count; i++)
        if (strcmp(model->lanes.list[i].value, value) == 0)
            return i;
    return 0;
}

static bool load_lanes(struct timeline_model *model, struct db *db, const struct filter *filter,
                       struct err *err)
{
    size_t bars = model->timeline.count;
    if (model->form == TIMELINE_BARS)
        return true;
    struct lanes_ask ask = {.filter = filter,
                            .timeline = &model->timeline,
                            .by = timeline_lanes_by(model->form),
                            .most = LANES_MAX};
    if (!lanes_load(&model->lanes, db, &ask, err))
        return false;
    model->lane_values = alloc_zero(model->lanes.count * bars + 1, sizeof *model->lane_values);
    for (size_t i = 0; i < model->lanes.count * bars; i++)
        put_values(model->lane_values[i], &model->lanes.list[i / bars].buckets[i % bars]);
    return true;
}

static bool load_bars(struct timeline_model *model, struct db *db, const struct ask *ask,
                      const struct filter *filter, struct err *err)
{
    if (!load_window(&model->timeline, db, ask, filter, err))
        return false;
    struct timeline *timeline = &model->timeline;
    model->values = alloc_zero(timeline->count + 1, sizeof *model->values);
    for (size_t i = 0; i < timeline->count; i++) {
        struct timeline_bucket *bucket = &timeline->buckets[i];
        put_values(model->values[i], bucket);
        model->attributed += bucket->attributed;
        model->undecided += bucket->undecided;
    }
    return load_lanes(model, db, filter, err) && find_gaps(model, db, err);
}

static bool is_fuller(const struct timeline_bucket *a, const struct timeline_bucket *b)
{
    return a->attributed != b->attributed ? a->attributed > b->attributed : a->events > b->events;
}

/*
 * The bucket to begin with: the fullest, of the attacker's events first, of those that share time with the
 * one that was looked at before (ask->after[0] and step_s); without one before, the first that is the
 * attacker's, else the fullest.
 */
static size_t choose_bucket(const struct timeline *timeline, const struct timeline_bucket *buckets,
                            const struct ask *ask)
{
    int64_t from_s = ask->after[0], until_s = from_s + (ask->step_s > 0 ? ask->step_s : 1);
    size_t fullest = 0, chosen = SIZE_MAX;
    for (size_t i = 0; i < timeline->count; i++) {
        const struct timeline_bucket *bucket = &buckets[i];
        bool shares = bucket->start_s < until_s && bucket->start_s + timeline->bucket_s > from_s;
        if (from_s == 0 ? bucket->attributed > 0 && chosen == SIZE_MAX
                        : shares && (chosen == SIZE_MAX || is_fuller(bucket, &buckets[chosen])))
            chosen = i;
        if (bucket->events > buckets[fullest].events)
            fullest = i;
    }
    return chosen != SIZE_MAX ? chosen : fullest;
}

static bool load_rows(struct timeline_model *model, struct db *db, const struct ask *ask, int64_t until_s,
                      struct err *err)
{
    CLEANUP(buf) struct buf text = {0};
    CLEANUP(filter) struct filter *narrowed = NULL;
    CLEANUP(events) struct events events = {0};
    if (ask->filter != NULL)
        buf_fmt(&text, "(%s)", ask->filter);
    if (model->row_lane != NULL)
        view_add_term(&text, lanes_by_name(timeline_lanes_by(model->form)), model->row_lane);
    ask_add_window(&text, model->row_start_s, until_s);
    struct events_ask first = events_ask_first(ROWS_MAX);
    if (!filter_parse(&narrowed, buf_text(&text), isotime_now(), NULL, err) ||
        !events_open(&events, db, narrowed, err) || !events_page(&model->page, &events, db, &first, err))
        return false;
    model->case_first_s = events.first_s;
    model->case_last_s = events.last_s;
    return true;
}

static bool load_model(struct timeline_model *model, struct db *db, const struct ask *ask,
                       const struct filter *filter, struct err *err)
{
    if (model->part == TIMELINE_ROWS) {
        model->row_start_s = ask->after[0];
        model->row_lane = ask->thing != NULL ? alloc_str(ask->thing) : NULL;
        return load_rows(model, db, ask, ask->after[0] + ask->step_s, err);
    }
    if (!load_bars(model, db, ask, filter, err))
        return false;
    if (model->timeline.count == 0)
        return true;
    const struct timeline_bucket *buckets = model->timeline.buckets;
    if (model->lanes.count > 0) {
        const struct lane *lane = &model->lanes.list[timeline_lane_of(model, ask->thing)];
        model->row_lane = alloc_str(lane->value);
        buckets = lane->buckets;
    }
    size_t bucket = choose_bucket(&model->timeline, buckets, ask);
    model->row_start_s = model->timeline.buckets[bucket].start_s;
    return load_rows(model, db, ask, model->row_start_s + model->timeline.bucket_s, err);
}

/* Runs of like events become a row each. */
static void fold_rows(struct timeline_model *model)
{
    const struct events_page *page = &model->page;
    model->runs = alloc_zero(page->count + 1, sizeof *model->runs);
    model->folded.count = timeline_fold(page, model->runs);
    model->folded.rows = alloc_zero(model->folded.count + 1, sizeof *model->folded.rows);
    model->times = alloc_zero(model->folded.count + 1, sizeof *model->times);
    for (size_t i = 0; i < model->folded.count; i++) {
        model->folded.rows[i] = model->runs[i].first;
        model->times[i] = model->runs[i].events;
    }
    model->pages[0] = &model->folded;
    model->rows = (struct event_rows){
        .pages = model->pages, .page_count = 1, .count = model->folded.count, .times = model->times};
    event_rows_measure(&model->rows);
}

void *timeline_model_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    struct timeline_model *model = alloc_zero(1, sizeof *model);
    model->part = (enum timeline_part)ask->part;
    model->form = (enum timeline_form)ask->sort;
    bool loaded = ask_begin(ctx, ask, task, &filter, err) && load_model(model, ctx, ask, filter, err);
    ask_end(ctx);
    if (!loaded) {
        timeline_model_free(model);
        return NULL;
    }
    fold_rows(model);
    return model;
}

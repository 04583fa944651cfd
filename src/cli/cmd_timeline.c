// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/cmd.h"

#include "src/base/isotime.h"
#include "src/cli/look.h"
#include "src/model/lanes.h"
#include "src/model/timeline.h"

#include <stdlib.h>
#include <string.h>

enum { DEFAULT_BUCKETS = 60, PAGE = 1000, DEFAULT_LANES = 20, LANES_MAX = 10000 };

static const struct {
    const char *word;
    int64_t seconds;
} buckets[] = {{"second", 1},          {"minute", 60}, {"10minutes", 600}, {"hour", HOUR_S},
               {"6hours", 6 * HOUR_S}, {"day", DAY_S}, {"week", 7 * DAY_S}};

static const char *const bucket_words[] = {"second", "minute", "10minutes", "hour",
                                           "6hours", "day",    "week",      NULL};

static const char *const lane_words[] = {"key", "address", "principal", NULL};

static const struct option_spec own[] = {
    {.name = "bucket",
     .letter = 'b',
     .argument = "LENGTH",
     .help = "second, minute, 10minutes, hour, 6hours, day or week",
     .words = bucket_words},
    {.name = "buckets",
     .argument = "N",
     .help = "choose the length so that at most N come out (default: 60)"},
    {.name = "lanes",
     .argument = "KIND",
     .help = "apart by key, address or principal: those with most of the attacker's events first",
     .words = lane_words},
    {.name = "limit", .argument = "N", .help = "at most N lanes (default: 20)"},
    {.name = "runs", .help = "events instead of counts, runs of like ones folded into one row"},
    {0},
};

static const struct column histogram_columns[] = {
    {"start", COLUMN_TIME, 0},    {"seconds", COLUMN_INT, COLUMN_NOT_TABLE},
    {"events", COLUMN_INT, 0},    {"attributed", COLUMN_INT, 0},
    {"undecided", COLUMN_INT, 0}, {"other", COLUMN_INT, 0},
    {"failed", COLUMN_INT, 0},
};

static const struct column lane_columns[] = {
    {"lane", COLUMN_TEXT, 0},     {"name", COLUMN_TEXT, 0},
    {"start", COLUMN_TIME, 0},    {"seconds", COLUMN_INT, COLUMN_NOT_TABLE},
    {"events", COLUMN_INT, 0},    {"attributed", COLUMN_INT, 0},
    {"undecided", COLUMN_INT, 0}, {"other", COLUMN_INT, 0},
};

static const struct column run_columns[] = {
    {"first", COLUMN_TIME, 0},     {"last", COLUMN_TIME, 0},    {"events", COLUMN_INT, 0},
    {"principal", COLUMN_TEXT, 0}, {"address", COLUMN_TEXT, 0}, {"service", COLUMN_TEXT, 0},
    {"api", COLUMN_TEXT, 0},       {"outcome", COLUMN_TEXT, 0}, {"attribution", COLUMN_TEXT, 0},
    {"event", COLUMN_INT, 0},
};

/* What stands in front of the counts of a lane's bucket, and the counts. */
static void put_bucket(struct output *out, const struct timeline *timeline,
                       const struct timeline_bucket *bucket)
{
    output_time(out, bucket->start_s);
    output_int(out, timeline->bucket_s);
    output_int(out, bucket->events);
    output_int(out, bucket->attributed);
    output_int(out, bucket->undecided);
    output_int(out, bucket->events - bucket->attributed - bucket->undecided);
}

static bool write_buckets(struct call *call, const struct timeline *timeline, struct err *err)
{
    CLEANUP(output) struct output *out = NULL;
    if (!output_open(&out, call, histogram_columns, ARRAY_LEN(histogram_columns), err))
        return false;
    for (size_t i = 0; i < timeline->count; i++) {
        put_bucket(out, timeline, &timeline->buckets[i]);
        output_int(out, timeline->buckets[i].failed);
        if (!output_row(out, err))
            return false;
    }
    return output_close(TAKE(out), err);
}

/* Buckets in which a lane has nothing are left out. */
static bool write_lane(struct output *out, const struct timeline *timeline, const struct lane *lane,
                       struct err *err)
{
    for (size_t i = 0; i < timeline->count; i++) {
        if (lane->buckets[i].events == 0)
            continue;
        output_text(out, lane->value);
        output_text(out, lane->name);
        put_bucket(out, timeline, &lane->buckets[i]);
        if (!output_row(out, err))
            return false;
    }
    return true;
}

static bool write_lanes(struct call *call, struct db *db, const struct filter *filter,
                        const struct timeline *timeline, struct err *err)
{
    CLEANUP(lanes) struct lanes lanes = {0};
    CLEANUP(output) struct output *out = NULL;
    const char *word = option_value(&call->options, "lanes");
    struct lanes_ask ask = {.filter = filter, .timeline = timeline};
    int64_t most = DEFAULT_LANES;
    while (strcmp(lanes_by_name(ask.by), word) != 0)
        ask.by++;
    if (!option_int(&call->options, "limit", 1, LANES_MAX, &most, err))
        return false;
    ask.most = (size_t)most;
    if (!lanes_load(&lanes, db, &ask, err) ||
        !output_open(&out, call, lane_columns, ARRAY_LEN(lane_columns), err))
        return false;
    for (size_t i = 0; i < lanes.count; i++)
        if (!write_lane(out, timeline, &lanes.list[i], err))
            return false;
    return output_close(TAKE(out), err);
}

static bool write_histogram(struct call *call, struct db *db, const struct filter *filter, struct err *err)
{
    CLEANUP(timeline) struct timeline timeline = {0};
    struct timeline_ask ask = {.filter = filter, .from_s = ISOTIME_NONE, .to_s = ISOTIME_NONE};
    const char *word = option_value(&call->options, "bucket");
    int64_t most = DEFAULT_BUCKETS;
    if (!option_int(&call->options, "buckets", 1, 10000, &most, err))
        return false;
    ask.buckets_max = (unsigned)most;
    for (size_t i = 0; word && i < ARRAY_LEN(buckets); i++)
        if (strcmp(buckets[i].word, word) == 0)
            ask.bucket_s = buckets[i].seconds;
    filter_window(filter, &ask.from_s, &ask.to_s);
    if (!timeline_load(&timeline, db, &ask, err))
        return false;
    return option_is_set(&call->options, "lanes") ? write_lanes(call, db, filter, &timeline, err)
                                                  : write_buckets(call, &timeline, err);
}

static bool write_run(struct output *out, const struct timeline_run *run, struct err *err)
{
    output_time(out, run->first_s);
    output_time(out, run->last_s);
    output_int(out, run->events);
    output_text(out, run->first.principal);
    output_text(out, run->first.address);
    output_text(out, run->first.service);
    output_text(out, run->first.api);
    output_text(out, outcome_name(run->first.outcome));
    output_text(out, run->first.attribution);
    output_int(out, run->first.id);
    return output_row(out, err);
}

/* Runs are folded within a page of events; a run that crosses its edge comes out as two. */
static bool write_runs(struct call *call, struct db *db, const struct filter *filter, struct err *err)
{
    CLEANUP(events) struct events events = {0};
    CLEANUP(output) struct output *out = NULL;
    struct events_ask ask = events_ask_first(PAGE);
    if (!events_open(&events, db, filter, err) ||
        !output_open(&out, call, run_columns, ARRAY_LEN(run_columns), err))
        return false;
    for (bool more = true; more;) {
        CLEANUP(events_page) struct events_page page = {0};
        struct timeline_run runs[PAGE];
        if (!events_page(&page, &events, db, &ask, err))
            return false;
        size_t count = timeline_fold(&page, runs);
        for (size_t i = 0; i < count; i++)
            if (!write_run(out, &runs[i], err))
                return false;
        if (page.count) {
            ask.time_s = page.rows[page.count - 1].time_s;
            ask.id = page.rows[page.count - 1].id;
        }
        more = page.more;
    }
    return output_close(TAKE(out), err);
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    CLEANUP(db) struct db *db = NULL;
    if (!look_filter(call, 0, &filter, err) || !call_open(call, DB_READ, &db, err))
        return false;
    return option_is_set(&call->options, "runs") ? write_runs(call, db, filter, err)
                                                 : write_histogram(call, db, filter, err);
}

const struct command cmd_timeline = {
    .name = "timeline",
    .group = CMD_LOOK,
    .usage = "CASE [FILTER]",
    .summary = "How many events when, the attacker's apart; or the events, folded",
    .detail = look_filter_help,
    .args_max = CMD_ARGS_ANY,
    .tables = {own, cmd_time_options, cmd_output_options},
    .run = run,
};

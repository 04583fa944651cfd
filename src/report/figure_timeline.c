// SPDX-License-Identifier: GPL-3.0-or-later
/* One lane a verdict, each to a scale of its own: the attacker's calls are few beside everybody else's. */
#include "src/report/figure.h"

#include "src/report/svg.h"

#include <inttypes.h>

enum { WIDTH = 960, LEFT = 130, LANE = 62, GAP = 16, TOP = 8 };

static int64_t attacker(const struct timeline_bucket *bucket)
{
    return bucket->attributed;
}

static int64_t undecided(const struct timeline_bucket *bucket)
{
    return bucket->undecided;
}

static int64_t other(const struct timeline_bucket *bucket)
{
    return bucket->events - bucket->attributed - bucket->undecided;
}

struct lane {
    const char *name, *class;
    int64_t (*count)(const struct timeline_bucket *bucket);
};

static const struct lane lanes[] = {{"attacker", "attacker", attacker},
                                    {"undecided", "undecided", undecided},
                                    {"everybody else", "other", other}};

static int64_t most_of(const struct timeline *timeline, const struct lane *lane)
{
    int64_t most = 0;
    for (size_t i = 0; i < timeline->count; i++)
        if (lane->count(&timeline->buckets[i]) > most)
            most = lane->count(&timeline->buckets[i]);
    return most;
}

static void draw_bar(struct buf *svg, const struct timeline *timeline, size_t at, const struct lane *lane,
                     double height, double bottom)
{
    CLEANUP(buf) struct buf tip = {0};
    const struct timeline_bucket *bucket = &timeline->buckets[at];
    double step = (double)(WIDTH - LEFT) / (double)timeline->count;
    phrase_time(&tip, bucket->start_s);
    buf_fmt(&tip, ": %" PRId64, lane->count(bucket));
    struct svg_rect rect = {LEFT + step * (double)at, bottom - height, step > 3 ? step - 1 : step, height};
    svg_rect(svg, rect, lane->class, buf_text(&tip));
}

static void draw_lane(struct buf *svg, const struct timeline *timeline, const struct lane *lane, int64_t most,
                      double top)
{
    CLEANUP(buf) struct buf scale = {0};
    double bottom = top + LANE;
    buf_str(&scale, "at most ");
    phrase_number(&scale, most);
    svg_text(svg, LEFT - 12, top + 30, "strong end", lane->name, 0);
    svg_text(svg, LEFT - 12, top + 46, "faint small end", buf_text(&scale), 0);
    svg_line(svg, LEFT, bottom, WIDTH, bottom, "axis");
    for (size_t i = 0; i < timeline->count; i++) {
        double height = LANE * (double)lane->count(&timeline->buckets[i]) / (double)most;
        if (height > 0)
            draw_bar(svg, timeline, i, lane, height < 2 ? 2 : height, bottom);
    }
}

static void describe(const struct timeline *timeline, const int64_t most[], struct buf *text)
{
    buf_str(text, "Calls by verdict, ");
    phrase_span(text, timeline->from_s, timeline->to_s);
    buf_str(text, "; each bar is ");
    phrase_length(text, timeline->bucket_s);
    buf_str(text, ", each lane has a scale of its own. At most in one bar: ");
    for (size_t i = 0, written = 0; i < ARRAY_LEN(lanes); i++) {
        if (most[i] == 0)
            continue;
        buf_fmt(text, "%s%s ", written++ ? ", " : "", lanes[i].name);
        phrase_number(text, most[i]);
    }
    buf_char(text, '.');
}

static bool draw(const struct timeline *timeline, const char *id, const char *title, struct buf *svg,
                 struct buf *text)
{
    int64_t most[ARRAY_LEN(lanes)];
    int drawn = 0;
    double top = TOP;
    for (size_t i = 0; i < ARRAY_LEN(lanes); i++)
        drawn += (most[i] = most_of(timeline, &lanes[i])) > 0;
    if (drawn == 0)
        return false;
    describe(timeline, most, text);
    svg_begin(svg, id, WIDTH, TOP + drawn * (LANE + GAP) + 24, title, buf_text(text));
    for (size_t i = 0; i < ARRAY_LEN(lanes); i++) {
        if (most[i] == 0)
            continue;
        draw_lane(svg, timeline, &lanes[i], most[i], top);
        top += LANE + GAP;
    }
    struct figure_axis axis = {timeline->from_s, timeline->to_s, LEFT, WIDTH - LEFT, top - GAP};
    figure_axis(svg, &axis);
    svg_end(svg);
    return true;
}

bool figure_evidence(const struct report *report, struct buf *svg, struct buf *text)
{
    return draw(&report->whole, "timeline-whole", "All evidence by verdict", svg, text);
}

bool figure_window(const struct report *report, struct buf *svg, struct buf *text)
{
    return draw(&report->window, "timeline-window", "The attacker's time by verdict", svg, text);
}

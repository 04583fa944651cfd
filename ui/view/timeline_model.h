// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * timeline_model: what the timeline screen shows: bars over a window, and the events of one of them. Loaded
 * in the worker, immutable then.
 */
#ifndef TRAILCASE_UI_VIEW_TIMELINE_MODEL_H
#define TRAILCASE_UI_VIEW_TIMELINE_MODEL_H

#include "src/model/lanes.h"
#include "src/model/timeline.h"
#include "ui/core/histogram.h"
#include "ui/view/event_rows.h"

/* The form of the screen, in ask->sort: bars, or lanes by what. */
enum timeline_form {
    TIMELINE_BARS,
    TIMELINE_KEYS,
    TIMELINE_ADDRESSES,
    TIMELINE_PRINCIPALS,
    TIMELINE_FORM__COUNT
};

/* What is asked for: the bars and the rows of a bucket, or only those. */
enum timeline_part { TIMELINE_ALL, TIMELINE_ROWS };

struct timeline_model {
    struct timeline timeline;
    uint32_t (*values)[HISTOGRAM_SERIES];
    bool *gaps; /* bars of which the case has no evidence at all, see coverage.h */
    int64_t attributed, undecided;
    enum timeline_form form;
    struct lanes lanes;                        /* in the forms that have them */
    uint32_t (*lane_values)[HISTOGRAM_SERIES]; /* of each lane as many as there are bars */
    struct events_page page;
    struct timeline_run *runs; /* of the page: what the rows are */
    int64_t *times;
    struct events_page folded; /* the first of each run; borrows from page */
    const struct events_page *pages[1];
    struct event_rows rows;
    int64_t row_start_s; /* the bucket the rows are of */
    char *row_lane;      /* and the lane; NULL = all */
    int64_t case_first_s, case_last_s;
    enum timeline_part part;
};

/*
 * Bars for the window of the ask, or for all there is; rows of the bar that ask->after[0] lies in, else of
 * the first that is the attacker's. With lanes, of the one that ask->thing names, else the first. ask->part
 * says what to load; ask->step_s is the width of the bar for the rows alone.
 */
void *timeline_model_load(void *ctx, const struct ask *ask, struct task *task, struct err *err);
void timeline_model_free(void *model);

/* What lanes are apart by in a form that has them. */
enum lanes_by timeline_lanes_by(enum timeline_form form);

/* The number of the lane of a value; 0 for NULL and what is in none. */
size_t timeline_lane_of(const struct timeline_model *model, const char *value);

#endif

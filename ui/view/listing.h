// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * listing: a list of one kind with the columns that show it, as wide as its rows need.
 *
 * Loaded in the worker, immutable then. What the kinds differ in is said in the tables of listing.c.
 */
#ifndef TRAILCASE_UI_VIEW_LISTING_H
#define TRAILCASE_UI_VIEW_LISTING_H

#include "src/model/list.h"
#include "ui/core/table.h"
#include "ui/view/view.h"

/* Where the text of a column comes from. Extras of the kind are LISTING_EXTRA + their number. */
enum listing_column {
    LISTING_VERDICT,
    LISTING_VALUE,
    LISTING_EVENTS,
    LISTING_DENIED,
    LISTING_FIRST,
    LISTING_LAST,
    LISTING_SPARK,
    LISTING_EXTRA
};

/* A list with the columns it is shown in; immutable. */
struct listing {
    struct list list;
    enum listing_column order[TABLE_COLUMNS_MAX];
    struct table_column columns[TABLE_COLUMNS_MAX];
    size_t column_count, spark_len;
    int name_extra; /* -1 = the value is the name */
    char value_title[32];
    char extra_titles[LIST_EXTRAS_MAX][32];
};

void *listing_load(enum list_kind kind, void *ctx, const struct ask *ask, struct task *task, struct err *err);
void listing_free(void *listing);

/* What people call a row. A session without a name goes by the time its credentials were made. */
const char *listing_name(const struct listing *listing, const struct list_row *row);

/* What the rows are; THING_NONE for regions and the like. */
enum thing listing_thing(const struct listing *listing);

struct table_spec listing_spec(const struct listing *listing);

/* Draw it; where there is room, the name gets more before other columns join in. */
void listing_draw(const struct listing *listing, const struct table_spec *spec, const struct table *table,
                  struct grid *grid, struct rect area, const char *search);

/* Sorting by a column, and the column of a sort. */
enum list_sort listing_sort_of(const struct listing *listing, size_t position);
size_t listing_position_of(const struct listing *listing, enum list_sort sort);

/* Can rows be sorted by a column? */
bool listing_can_sort(const struct listing *listing, size_t position);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/listing.h"

#include "src/base/alloc.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"
#include "ui/view/cells.h"

#include <stdlib.h>
#include <string.h>

enum {
    ROWS_MAX = 10000,
    SPARK_BUCKETS = 60,
    EXTRA_TEXT_MAX = 40,
    VALUE_MAX = 120,
    WIDE_COLS = 100,
    WIDE_VALUE_COLS = 50
};

struct column_spec {
    const char *title;
    enum list_sort sort;
    int min, priority;
    bool right, words; /* words: ascending is the natural order */
};

static const struct column_spec columns[] = {
    [LISTING_VERDICT] = {"", LIST_BY_VERDICT, 1, 1, false, false},
    [LISTING_VALUE] = {"", LIST_BY_VALUE, 12, 0, false, true},
    [LISTING_EVENTS] = {"events", LIST_BY_EVENTS, 7, 0, true, false},
    [LISTING_DENIED] = {"denied", LIST_BY_DENIED, 6, 4, true, false},
    [LISTING_FIRST] = {"first", LIST_BY_FIRST, CELL_SHORT_COLS, 3, false, false},
    [LISTING_LAST] = {"last", LIST_BY_LAST, CELL_SHORT_COLS, 2, false, false},
    [LISTING_SPARK] = {"over time", LIST_BY_EVENTS, 10, 8, false, false},
};

/* What a kind has of its own: what its rows are, and which extra names a row for people. */
struct kind_spec {
    enum thing thing;
    const char *name_extra; /* NULL = the value is the name */
    const char *vital[2];   /* extras to keep when it is tight */
    int value_cols;         /* columns the value should have when it needs them */
};

static const struct kind_spec kinds[LIST__COUNT] = {
    [LIST_PRINCIPALS] = {THING_PRINCIPAL, "name", {NULL}, 26},
    [LIST_ADDRESSES] = {THING_ADDRESS, NULL, {"owner", "country"}, 26},
    [LIST_KEYS] = {THING_KEY, NULL, {"principal"}, 20},
    [LIST_AGENTS] = {THING_AGENT, NULL, {"client"}, 32},
    [LIST_APIS] = {THING_API, NULL, {NULL}, 34},
    [LIST_SERVICES] = {THING_NONE, NULL, {NULL}, 26},
    [LIST_REGIONS] = {THING_NONE, NULL, {NULL}, 16},
    [LIST_ACCOUNTS] = {THING_NONE, NULL, {NULL}, 12},
    [LIST_RESOURCES] = {THING_RESOURCE, NULL, {NULL}, 46},
    [LIST_ERRORS] = {THING_NONE, NULL, {NULL}, 40},
    [LIST_SESSIONS] = {THING_SESSION, "name", {"principal"}, 26},
};

/* --- the model --- */

static const struct list_extra *extra_of(const struct listing *listing, enum listing_column column)
{
    return &list_specs[listing->list.kind].extras[column - LISTING_EXTRA];
}

const char *listing_name(const struct listing *listing, const struct list_row *row)
{
    const char *name = listing->name_extra >= 0 ? row->extras[listing->name_extra].text : NULL;
    const char *created = strrchr(row->value, '@');
    if (name != NULL && name[0] != '\0')
        return name;
    return listing->list.kind == LIST_SESSIONS && created != NULL ? created + 1 : row->value;
}

static int count_cols(int64_t value)
{
    CLEANUP(buf) struct buf text = {0};
    format_count(&text, value);
    return (int)text.len;
}

/* Columns the longest text of a column needs. */
static int widest(const struct listing *listing, enum listing_column column, int most)
{
    int cols = 0;
    for (size_t i = 0; i < listing->list.count && cols < most; i++) {
        const struct list_row *row = &listing->list.rows[i];
        int need = 0;
        if (column == LISTING_VALUE)
            need = (int)cluster_cols(listing_name(listing, row), false, (size_t)most);
        else if (column == LISTING_EVENTS || column == LISTING_DENIED)
            need = count_cols(column == LISTING_EVENTS ? row->events : row->denied);
        else if (column >= LISTING_EXTRA && extra_of(listing, column)->is_text)
            need = row->extras[column - LISTING_EXTRA].text == NULL
                       ? 0
                       : (int)cluster_cols(row->extras[column - LISTING_EXTRA].text, false, (size_t)most);
        else if (column >= LISTING_EXTRA)
            need = count_cols(row->extras[column - LISTING_EXTRA].number);
        cols = need > cols ? need : cols;
    }
    return cols < most ? cols : most;
}

static void add_column(struct listing *listing, enum listing_column column, struct table_column shown)
{
    size_t title = strlen(shown.title) + 1; /* and the sort mark */
    if (shown.size.min > 0 && shown.size.min < (int)title && column != LISTING_VERDICT)
        shown.size.min = (int)title;
    if (shown.size.max > 0 && shown.size.max < shown.size.min)
        shown.size.max = shown.size.min;
    listing->order[listing->column_count] = column;
    listing->columns[listing->column_count++] = shown;
}

static void add_common(struct listing *listing, enum listing_column column)
{
    const struct column_spec *spec = &columns[column];
    struct table_column shown = {.title = spec->title, .right = spec->right};
    shown.size = (struct layout_item){.min = spec->min, .priority = spec->priority};
    if (column == LISTING_VALUE) {
        int need = widest(listing, column, VALUE_MAX);
        shown.title = listing->value_title;
        shown.size.max = need > spec->min ? need : spec->min;
        int enough = kinds[listing->list.kind].value_cols;
        shown.size.min = shown.size.max < enough ? shown.size.max : enough;
        shown.size.weight = 4;
    } else if (column == LISTING_FIRST || column == LISTING_LAST) {
        shown.size.max = CELL_TIME_COLS;
        shown.size.weight = 9;
    } else if (column == LISTING_SPARK) {
        shown.size.max = SPARK_BUCKETS;
        shown.size.weight = 2;
    } else if (spec->right) {
        int need = widest(listing, column, 20);
        shown.size.min = need > spec->min ? need : spec->min;
    }
    add_column(listing, column, shown);
}

static bool is_vital(enum list_kind kind, const char *extra)
{
    for (size_t i = 0; i < ARRAY_LEN(kinds[kind].vital); i++)
        if (kinds[kind].vital[i] != NULL && strcmp(kinds[kind].vital[i], extra) == 0)
            return true;
    return false;
}

static void add_extras(struct listing *listing, bool text)
{
    const struct list_spec *spec = &list_specs[listing->list.kind];
    for (int i = 0; i < LIST_EXTRAS_MAX && spec->extras[i].name != NULL; i++) {
        if (spec->extras[i].is_text != text || i == listing->name_extra)
            continue;
        bool vital = is_vital(listing->list.kind, spec->extras[i].name);
        char *title = listing->extra_titles[i];
        strncpy(title, spec->extras[i].name, sizeof listing->extra_titles[i] - 1);
        for (char *at = title; *at != '\0'; at++)
            *at = *at == '_' ? ' ' : *at;
        int need = widest(listing, LISTING_EXTRA + (enum listing_column)i, EXTRA_TEXT_MAX);
        if (text && need == 0 && listing->list.count > 0) /* nobody knows it of any row */
            continue;
        struct table_column shown = {.title = title, .right = !text};
        shown.size = (struct layout_item){.min = need < 12 || !text ? need : 12,
                                          .max = text ? need : 0,
                                          .weight = text ? 2 : 0,
                                          .priority = vital ? 3 : 5 + i};
        shown.size.min = shown.size.min > 0 ? shown.size.min : 1;
        add_column(listing, LISTING_EXTRA + (enum listing_column)i, shown);
    }
}

static void choose_columns(struct listing *listing)
{
    const struct list_spec *spec = &list_specs[listing->list.kind];
    const char *name = kinds[listing->list.kind].name_extra;
    listing->name_extra = -1;
    for (int i = 0; i < LIST_EXTRAS_MAX && spec->extras[i].name != NULL; i++)
        if (name != NULL && strcmp(spec->extras[i].name, name) == 0)
            listing->name_extra = i;
    strncpy(listing->value_title, spec->singular, sizeof listing->value_title - 1);
    if (spec->mark_kind != NULL)
        add_common(listing, LISTING_VERDICT);
    add_common(listing, LISTING_VALUE);
    add_extras(listing, true);
    add_common(listing, LISTING_EVENTS);
    add_common(listing, LISTING_DENIED);
    add_extras(listing, false);
    add_common(listing, LISTING_FIRST);
    add_common(listing, LISTING_LAST);
    add_common(listing, LISTING_SPARK);
}

void listing_free(void *model)
{
    struct listing *listing = model;
    list_done(&listing->list);
    free(listing);
}

/* ask->sort is a list_sort; the natural order of words goes up, that of numbers and times down. */
static bool ascends(enum list_kind kind, const struct ask *ask)
{
    bool words = ask->sort == LIST_BY_VALUE;
    if (ask->sort >= LIST_BY_EXTRA)
        words = list_specs[kind].extras[ask->sort - LIST_BY_EXTRA].is_text;
    return words != ask->reverse;
}

void *listing_load(enum list_kind kind, void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    struct listing *listing = alloc_zero(1, sizeof *listing);
    bool loaded = ask_begin(ctx, ask, task, &filter, err) &&
                  list_load(&listing->list, ctx,
                            &(struct list_ask){.kind = kind,
                                               .filter = filter,
                                               .sort = (enum list_sort)ask->sort,
                                               .ascending = ascends(kind, ask),
                                               .limit = ROWS_MAX,
                                               .buckets = SPARK_BUCKETS},
                            err);
    ask_end(ctx);
    if (!loaded) {
        listing_free(listing);
        return NULL;
    }
    listing->list.kind = kind;
    choose_columns(listing);
    return listing;
}

enum thing listing_thing(const struct listing *listing)
{
    return kinds[listing->list.kind].thing;
}

/* --- drawing --- */

static enum role cell_spark(const struct list_row *row, struct table_cell *cell)
{
    uint32_t values[SPARK_BUCKETS];
    if (row->spark == NULL || cell->cols == 0)
        return ROLE_BAR;
    for (int i = 0; i < SPARK_BUCKETS; i++)
        values[i] = row->spark[i] < UINT32_MAX ? (uint32_t)row->spark[i] : UINT32_MAX;
    format_spark(cell->text, values, SPARK_BUCKETS, cell->cols, cell->ascii);
    return ROLE_BAR;
}

static enum role cell_extra(const struct listing *listing, const struct list_row *row,
                            enum listing_column column, struct table_cell *cell)
{
    const struct list_cell *value = &row->extras[column - LISTING_EXTRA];
    return extra_of(listing, column)->is_text ? cell_middle(cell, value->text)
                                              : cell_some(cell, value->number);
}

static enum role cell_value(const struct listing *listing, const struct list_row *row,
                            struct table_cell *cell)
{
    cell_middle(cell, listing_name(listing, row));
    return verdict_role(row->verdict);
}

static enum role draw_cell(const void *rows, size_t index, size_t position, struct table_cell *cell)
{
    const struct listing *listing = rows;
    const struct list_row *row = &listing->list.rows[index];
    switch (listing->order[position]) {
    case LISTING_VERDICT:
        return cell_verdict(cell, row->verdict, row->derived);
    case LISTING_VALUE:
        return cell_value(listing, row, cell);
    case LISTING_EVENTS:
        return cell_count(cell, row->events);
    case LISTING_DENIED:
        cell_some(cell, row->denied);
        return ROLE_DENIED;
    case LISTING_FIRST:
        return cell_time(cell, row->first_s);
    case LISTING_LAST:
        return cell_time(cell, row->last_s);
    case LISTING_SPARK:
        return cell_spark(row, cell);
    default:
        return cell_extra(listing, row, listing->order[position], cell);
    }
}

struct table_spec listing_spec(const struct listing *listing)
{
    return (struct table_spec){.columns = listing->columns,
                               .column_count = listing->column_count,
                               .row_count = listing->list.count,
                               .cell = draw_cell,
                               .rows = listing,
                               .empty = listing->list.total > 0
                                            ? "none match this filter: x drops its last part"
                                            : "none in this case"};
}

static const struct table_column *widen(const struct listing *listing, struct table_column *wide)
{
    memcpy(wide, listing->columns, listing->column_count * sizeof *wide);
    for (size_t i = 0; i < listing->column_count; i++)
        if (listing->order[i] == LISTING_VALUE)
            wide[i].size.min = wide[i].size.max < WIDE_VALUE_COLS ? wide[i].size.max : WIDE_VALUE_COLS;
    return wide;
}

void listing_draw(const struct listing *listing, const struct table_spec *spec, const struct table *table,
                  struct grid *grid, struct rect area, const char *search)
{
    struct table_spec shown = *spec;
    struct table_column wide[TABLE_COLUMNS_MAX];
    if (area.cols >= WIDE_COLS)
        shown.columns = widen(listing, wide);
    table_draw(table, &shown, grid, area, search);
}

/* --- sorting --- */

enum list_sort listing_sort_of(const struct listing *listing, size_t position)
{
    enum listing_column column = listing->order[position];
    return column >= LISTING_EXTRA ? LIST_BY_EXTRA + (enum list_sort)(column - LISTING_EXTRA)
                                   : columns[column].sort;
}

size_t listing_position_of(const struct listing *listing, enum list_sort sort)
{
    for (size_t i = 0; i < listing->column_count; i++)
        if (listing->order[i] != LISTING_SPARK && listing_sort_of(listing, i) == sort)
            return i;
    return 0;
}

bool listing_can_sort(const struct listing *listing, size_t position)
{
    return listing->order[position] != LISTING_SPARK;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * list: the screens that list the values of one kind. They differ in what the tables below say.
 */
#include "src/model/list.h"

#include "src/base/alloc.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"
#include "ui/view/cells.h"
#include "ui/view/view.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 10000, SPARK_BUCKETS = 60, EXTRA_TEXT_MAX = 40, VALUE_MAX = 120 };

/* Where the text of a column comes from. Extras of the kind are COLUMN_EXTRA + their number. */
enum column {
    COLUMN_VERDICT,
    COLUMN_VALUE,
    COLUMN_EVENTS,
    COLUMN_DENIED,
    COLUMN_FIRST,
    COLUMN_LAST,
    COLUMN_SPARK,
    COLUMN_EXTRA
};

struct column_spec {
    const char *title;
    enum list_sort sort;
    int min, priority;
    bool right, words; /* words: ascending is the natural order */
};

static const struct column_spec columns[] = {
    [COLUMN_VERDICT] = {"", LIST_BY_VERDICT, 1, 1, false, false},
    [COLUMN_VALUE] = {"", LIST_BY_VALUE, 12, 0, false, true},
    [COLUMN_EVENTS] = {"events", LIST_BY_EVENTS, 7, 0, true, false},
    [COLUMN_DENIED] = {"denied", LIST_BY_DENIED, 6, 4, true, false},
    [COLUMN_FIRST] = {"first", LIST_BY_FIRST, CELL_DAY_COLS, 3, false, false},
    [COLUMN_LAST] = {"last", LIST_BY_LAST, CELL_MINUTE_COLS, 2, false, false},
    [COLUMN_SPARK] = {"over time", LIST_BY_EVENTS, 10, 8, false, false},
};

/* What a kind has of its own: what its rows are, and which extra names a row for people. */
struct kind_spec {
    enum thing thing;
    const char *name_extra; /* NULL = the value is the name */
    const char *vital;      /* the extra to keep when it is tight; NULL = none */
    int value_cols;         /* columns the value should have when it needs them */
};

static const struct kind_spec kinds[LIST__COUNT] = {
    [LIST_PRINCIPALS] = {THING_PRINCIPAL, "name", NULL, 26},
    [LIST_ADDRESSES] = {THING_ADDRESS, NULL, NULL, 26},
    [LIST_KEYS] = {THING_KEY, NULL, "principal", 20},
    [LIST_AGENTS] = {THING_AGENT, NULL, NULL, 46},
    [LIST_APIS] = {THING_API, NULL, NULL, 34},
    [LIST_SERVICES] = {THING_NONE, NULL, NULL, 26},
    [LIST_REGIONS] = {THING_NONE, NULL, NULL, 16},
    [LIST_ACCOUNTS] = {THING_NONE, NULL, NULL, 12},
    [LIST_RESOURCES] = {THING_RESOURCE, NULL, NULL, 46},
    [LIST_ERRORS] = {THING_NONE, NULL, NULL, 40},
    [LIST_SESSIONS] = {THING_SESSION, "name", "principal", 26},
};

/* A list with the columns it is shown in; immutable. */
struct listing {
    struct list list;
    enum column order[TABLE_COLUMNS_MAX];
    struct table_column columns[TABLE_COLUMNS_MAX];
    size_t column_count, spark_len;
    int name_extra; /* -1 = the value is the name */
    char value_title[32];
    char extra_titles[LIST_EXTRAS_MAX][32];
};

struct list_state {
    struct table table;
    struct buf filter; /* of the selection */
    bool to_top;       /* after sorting, the cursor starts over */
};

/* --- the model --- */

static const struct list_extra *extra_of(const struct listing *listing, enum column column)
{
    return &list_specs[listing->list.kind].extras[column - COLUMN_EXTRA];
}

/* What people call it. A session without a name goes by the time its credentials were made. */
static const char *row_name(const struct listing *listing, const struct list_row *row)
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
static int widest(const struct listing *listing, enum column column, int most)
{
    int cols = 0;
    for (size_t i = 0; i < listing->list.count && cols < most; i++) {
        const struct list_row *row = &listing->list.rows[i];
        int need = 0;
        if (column == COLUMN_VALUE)
            need = (int)cluster_cols(row_name(listing, row), false, (size_t)most);
        else if (column == COLUMN_EVENTS || column == COLUMN_DENIED)
            need = count_cols(column == COLUMN_EVENTS ? row->events : row->denied);
        else if (column >= COLUMN_EXTRA && extra_of(listing, column)->is_text)
            need = row->extras[column - COLUMN_EXTRA].text == NULL
                       ? 0
                       : (int)cluster_cols(row->extras[column - COLUMN_EXTRA].text, false, (size_t)most);
        else if (column >= COLUMN_EXTRA)
            need = count_cols(row->extras[column - COLUMN_EXTRA].number);
        cols = need > cols ? need : cols;
    }
    return cols < most ? cols : most;
}

static void add_column(struct listing *listing, enum column column, struct table_column shown)
{
    size_t title = strlen(shown.title) + 1; /* and the sort mark */
    if (shown.size.min > 0 && shown.size.min < (int)title && column != COLUMN_VERDICT)
        shown.size.min = (int)title;
    if (shown.size.max > 0 && shown.size.max < shown.size.min)
        shown.size.max = shown.size.min;
    listing->order[listing->column_count] = column;
    listing->columns[listing->column_count++] = shown;
}

static void add_common(struct listing *listing, enum column column)
{
    const struct column_spec *spec = &columns[column];
    struct table_column shown = {.title = spec->title, .right = spec->right};
    shown.size = (struct layout_item){.min = spec->min, .priority = spec->priority};
    if (column == COLUMN_VALUE) {
        int need = widest(listing, column, VALUE_MAX);
        shown.title = listing->value_title;
        shown.size.max = need > spec->min ? need : spec->min;
        int enough = kinds[listing->list.kind].value_cols;
        shown.size.min = shown.size.max < enough ? shown.size.max : enough;
        shown.size.weight = 4;
    } else if (column == COLUMN_FIRST || column == COLUMN_LAST) {
        shown.size.max = CELL_TIME_COLS;
        shown.size.weight = 9;
    } else if (column == COLUMN_SPARK) {
        shown.size.max = SPARK_BUCKETS;
        shown.size.weight = 2;
    } else if (spec->right) {
        int need = widest(listing, column, 20);
        shown.size.min = need > spec->min ? need : spec->min;
    }
    add_column(listing, column, shown);
}

static void add_extras(struct listing *listing, bool text)
{
    const struct list_spec *spec = &list_specs[listing->list.kind];
    for (int i = 0; i < LIST_EXTRAS_MAX && spec->extras[i].name != NULL; i++) {
        if (spec->extras[i].is_text != text || i == listing->name_extra)
            continue;
        const char *keep = kinds[listing->list.kind].vital;
        bool vital = keep != NULL && strcmp(spec->extras[i].name, keep) == 0;
        char *title = listing->extra_titles[i];
        strncpy(title, spec->extras[i].name, sizeof listing->extra_titles[i] - 1);
        for (char *at = title; *at != '\0'; at++)
            *at = *at == '_' ? ' ' : *at;
        int need = widest(listing, COLUMN_EXTRA + (enum column)i, EXTRA_TEXT_MAX);
        struct table_column shown = {.title = title, .right = !text};
        shown.size = (struct layout_item){.min = need < 12 || !text ? need : 12,
                                          .max = text ? need : 0,
                                          .weight = text ? 2 : 0,
                                          .priority = vital ? 3 : 5 + i};
        shown.size.min = shown.size.min > 0 ? shown.size.min : 1;
        add_column(listing, COLUMN_EXTRA + (enum column)i, shown);
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
        add_common(listing, COLUMN_VERDICT);
    add_common(listing, COLUMN_VALUE);
    add_extras(listing, true);
    add_common(listing, COLUMN_EVENTS);
    add_common(listing, COLUMN_DENIED);
    add_extras(listing, false);
    add_common(listing, COLUMN_FIRST);
    add_common(listing, COLUMN_LAST);
    add_common(listing, COLUMN_SPARK);
}

static void listing_free(void *model)
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

static void *load(enum list_kind kind, void *ctx, const struct ask *ask, struct task *task, struct err *err)
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

static enum role cell_extra(const struct listing *listing, const struct list_row *row, enum column column,
                            struct table_cell *cell)
{
    const struct list_cell *value = &row->extras[column - COLUMN_EXTRA];
    return extra_of(listing, column)->is_text ? cell_middle(cell, value->text)
                                              : cell_some(cell, value->number);
}

static enum role cell_value(const struct listing *listing, const struct list_row *row,
                            struct table_cell *cell)
{
    cell_middle(cell, row_name(listing, row));
    return verdict_role(row->verdict);
}

static enum role draw_cell(const void *rows, size_t index, size_t position, struct table_cell *cell)
{
    const struct listing *listing = rows;
    const struct list_row *row = &listing->list.rows[index];
    switch (listing->order[position]) {
    case COLUMN_VERDICT:
        return cell_verdict(cell, row->verdict, row->derived);
    case COLUMN_VALUE:
        return cell_value(listing, row, cell);
    case COLUMN_EVENTS:
        return cell_count(cell, row->events);
    case COLUMN_DENIED:
        cell_some(cell, row->denied);
        return ROLE_DENIED;
    case COLUMN_FIRST:
        return cell_time(cell, row->first_s);
    case COLUMN_LAST:
        return cell_time(cell, row->last_s);
    case COLUMN_SPARK:
        return cell_spark(row, cell);
    default:
        return cell_extra(listing, row, listing->order[position], cell);
    }
}

static struct table_spec spec_of(const struct listing *listing)
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

static void list_draw(const struct view *view, struct grid *grid, struct rect area)
{
    const struct list_state *state = view->state;
    struct table_spec spec = spec_of(view->model);
    table_draw(&state->table, &spec, grid, area, view->search);
}

/* --- the view --- */

static void list_open(struct view *view)
{
    struct list_state *state = view->state = alloc_zero(1, sizeof *state);
    state->table.sort_column = SIZE_MAX; /* known when the columns are */
}

static void list_close(struct view *view)
{
    struct list_state *state = view->state;
    table_done(&state->table);
    buf_done(&state->filter);
    free(state);
}

static enum list_sort sort_of(const struct listing *listing, size_t position)
{
    enum column column = listing->order[position];
    return column >= COLUMN_EXTRA ? LIST_BY_EXTRA + (enum list_sort)(column - COLUMN_EXTRA)
                                  : columns[column].sort;
}

static size_t position_of(const struct listing *listing, enum list_sort sort)
{
    for (size_t i = 0; i < listing->column_count; i++)
        if (listing->order[i] != COLUMN_SPARK && sort_of(listing, i) == sort)
            return i;
    return 0;
}

/* Keep the cursor on the row it was on, wherever that is now. */
static void list_update(struct view *view, void *model)
{
    struct list_state *state = view->state;
    struct table *table = &state->table;
    struct listing *old = view->model, *listing = model;
    size_t cursor = state->to_top ? 0 : table->cursor;
    if (old != NULL && !state->to_top && table->cursor < old->list.count)
        for (size_t i = 0; i < listing->list.count; i++)
            if (listing->list.rows[i].id == old->list.rows[table->cursor].id)
                cursor = i;
    table->cursor = table->sort_column == SIZE_MAX ? 0 : cursor;
    table->sort_column = position_of(listing, (enum list_sort)view->ask.sort);
    table_reset(table, listing->list.count);
    state->to_top = false;
    view_keep(view, model);
}

/* Is there room for a column, and can rows be sorted by it? */
static bool can_sort(const struct view *view, const struct listing *listing, size_t position)
{
    struct layout_item items[TABLE_COLUMNS_MAX];
    int sizes[TABLE_COLUMNS_MAX];
    for (size_t i = 0; i < listing->column_count; i++)
        items[i] = listing->columns[i].size;
    layout_share(items, listing->column_count, view->body.cols - TABLE_GUTTER, TABLE_GAP, sizes);
    return sizes[position] > 0 && listing->order[position] != COLUMN_SPARK;
}

static void sorted(struct view *view, const struct listing *listing)
{
    struct list_state *state = view->state;
    struct table *table = &state->table;
    while (!can_sort(view, listing, table->sort_column))
        table->sort_column = (table->sort_column + 1) % listing->column_count;
    view->ask.sort = (int)sort_of(listing, table->sort_column);
    view->ask.reverse = table->sort_reverse;
    state->to_top = true;
    view_reload(view);
    const char *title = listing->columns[table->sort_column].title;
    view_say(view, "sorted by %s%s", title[0] != '\0' ? title : "verdict",
             table->sort_reverse ? ", turned around" : "");
}

static bool fill_selection(const struct view *view, size_t index, struct selection *out)
{
    const struct listing *listing = view->model;
    struct list_state *state = view->state;
    if (index >= listing->list.count)
        return false;
    const struct list_row *row = &listing->list.rows[index];
    enum thing thing = kinds[listing->list.kind].thing;
    out->subject = thing;
    out->since_s = row->first_s;
    out->until_s = row->last_s;
    out->label = row_name(listing, row);
    if (thing != THING_NONE)
        out->value[thing] = row->value;
    buf_clear(&state->filter);
    view_add_term(&state->filter, list_specs[listing->list.kind].field, row->value);
    out->filter = buf_text(&state->filter);
    return true;
}

static enum view_answer list_request(struct view *view, enum request request)
{
    const struct listing *listing = view->model;
    struct table *table = &((struct list_state *)view->state)->table;
    if (listing == NULL)
        return VIEW_PASS;
    if (request == REQUEST_OPEN && table->cursor < listing->list.count) {
        const struct list_row *row = &listing->list.rows[table->cursor];
        CLEANUP(buf) struct buf filter = {0};
        buf_str(&filter, view->ask.filter != NULL ? view->ask.filter : "");
        view_add_term(&filter, list_specs[listing->list.kind].field, row->value);
        return view_go(view, "events", buf_text(&filter), NULL, row_name(listing, row));
    }
    struct table_spec spec = spec_of(listing);
    switch (table_request(table, &spec, request, view->body.rows, view->search)) {
    case TABLE_SORTED:
        sorted(view, listing);
        return VIEW_DONE;
    case TABLE_DONE:
        return VIEW_DONE;
    default:
        return VIEW_PASS;
    }
}

static bool list_selection(const struct view *view, struct selection *out)
{
    const struct list_state *state = view->state;
    return view->model != NULL && fill_selection(view, state->table.cursor, out);
}

static bool list_picked(const struct view *view, size_t index, struct selection *out)
{
    const struct table *table = &((const struct list_state *)view->state)->table;
    for (size_t row = 0; view->model != NULL && row < table->picked_len; row++)
        if (table_picked(table, row) && index-- == 0)
            return fill_selection(view, row, out);
    return false;
}

static void list_status(const struct view *view, struct buf *out)
{
    const struct listing *listing = view->model;
    const struct table *table = &((const struct list_state *)view->state)->table;
    format_count(out, listing->list.count > 0 ? (int64_t)table->cursor + 1 : 0);
    buf_str(out, " of ");
    format_count(out, listing->list.matching);
    if (listing->list.matching != listing->list.total) {
        buf_str(out, ", all ");
        format_count(out, listing->list.total);
    }
    if ((int64_t)listing->list.count < listing->list.matching)
        buf_fmt(out, ", first %zu shown", listing->list.count);
}

static void list_dump(const struct view *view, struct buf *out)
{
    if (view->model == NULL)
        return;
    struct table_spec spec = spec_of(view->model);
    for (size_t i = 0; i < spec.row_count; i++) {
        table_row_text(&spec, i, out);
        buf_char(out, '\n');
    }
}

#define VIEW_KIND(word, kind, number, heading, line)                                                         \
    static void *load_##word(void *ctx, const struct ask *ask, struct task *task, struct err *err)           \
    {                                                                                                        \
        return load(kind, ctx, ask, task, err);                                                              \
    }                                                                                                        \
    const struct view_ops view_##word = {                                                                    \
        .name = #word,                                                                                       \
        .title = heading,                                                                                    \
        .help = line,                                                                                        \
        .hint = "Enter events  p i K a t pivot  m mark  s sort  f filter  ? help",                           \
        .digit = number,                                                                                     \
        .open = list_open,                                                                                   \
        .load = load_##word,                                                                                 \
        .model_free = listing_free,                                                                          \
        .update = list_update,                                                                               \
        .draw = list_draw,                                                                                   \
        .request = list_request,                                                                             \
        .status = list_status,                                                                               \
        .selection = list_selection,                                                                         \
        .picked = list_picked,                                                                               \
        .dump = list_dump,                                                                                   \
        .close = list_close,                                                                                 \
    }

VIEW_KIND(principals, LIST_PRINCIPALS, '3', "Principals", "who: users, roles, services");
VIEW_KIND(addresses, LIST_ADDRESSES, '4', "Addresses", "where calls came from");
VIEW_KIND(keys, LIST_KEYS, '5', "Keys", "access keys, long-lived and temporary");
VIEW_KIND(apis, LIST_APIS, '7', "APIs", "what was called");
VIEW_KIND(resources, LIST_RESOURCES, '8', "Resources", "what it was called on");
VIEW_KIND(sessions, LIST_SESSIONS, 0, "Sessions", "role, console and federated sessions");
VIEW_KIND(agents, LIST_AGENTS, 0, "Agents", "user agents: which program called");
VIEW_KIND(services, LIST_SERVICES, 0, "Services", "calls by service");
VIEW_KIND(regions, LIST_REGIONS, 0, "Regions", "calls by region");
VIEW_KIND(accounts, LIST_ACCOUNTS, 0, "Accounts", "calls by account");
VIEW_KIND(errors, LIST_ERRORS, 0, "Errors", "error codes and what failed without one");

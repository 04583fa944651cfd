// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/event_rows.h"

#include "ui/core/format.h"
#include "ui/view/cells.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum column {
    COLUMN_STATE,
    COLUMN_TIME,
    COLUMN_OUTCOME,
    COLUMN_TIMES,
    COLUMN_API,
    COLUMN_PRINCIPAL,
    COLUMN_ADDRESS,
    COLUMN_KEY,
    COLUMN_REGION,
    COLUMN_ERROR,
    COLUMN_AGENT,
    COLUMN_ACCOUNT,
    COLUMN__COUNT
};

enum { WIDE_COLS = 100, WIDE_API_COLS = 30, WIDE_PRINCIPAL_COLS = 20 };
_Static_assert((int)COLUMN__COUNT == (int)EVENT_ROWS_COLUMNS, "room for all columns");

/* min, max, weight, priority (highest goes first) */
static const struct table_column columns[COLUMN__COUNT] = {
    [COLUMN_STATE] = {"", {1, 1, 0, 1}, false},
    [COLUMN_TIME] = {"time", {19, 19, 0, 0}, false},
    [COLUMN_OUTCOME] = {"", {1, 1, 0, 2}, false},
    [COLUMN_TIMES] = {"", {4, 7, 0, 1}, true},
    [COLUMN_API] = {"api", {16, 40, 6, 0}, false},
    [COLUMN_PRINCIPAL] = {"principal", {12, 36, 5, 3}, false},
    [COLUMN_ADDRESS] = {"address", {15, 39, 2, 4}, false},
    [COLUMN_KEY] = {"key", {20, 20, 0, 5}, false},
    [COLUMN_REGION] = {"region", {9, 14, 1, 7}, false},
    [COLUMN_ERROR] = {"error", {14, 34, 3, 6}, false},
    [COLUMN_AGENT] = {"agent", {20, 90, 5, 8}, false},
    [COLUMN_ACCOUNT] = {"account", {12, 12, 0, 9}, false},
};

const struct event_row *event_rows_at(const struct event_rows *rows, size_t index)
{
    for (size_t i = 0; i < rows->page_count; i++) {
        if (index < rows->pages[i]->count)
            return &rows->pages[i]->rows[index];
        index -= rows->pages[i]->count;
    }
    return NULL;
}

/* --- columns --- */

static const char *column_text(const struct event_row *row, enum column column)
{
    switch (column) {
    case COLUMN_PRINCIPAL:
        return row->principal;
    case COLUMN_ADDRESS:
        return row->address;
    case COLUMN_KEY:
        return row->key;
    case COLUMN_REGION:
        return row->region;
    case COLUMN_ERROR:
        return row->error;
    case COLUMN_AGENT:
        return row->agent;
    case COLUMN_ACCOUNT:
        return row->account;
    default:
        return NULL;
    }
}

static int text_cols(const char *text, int most)
{
    return text != NULL ? (int)cluster_cols(text, false, (size_t)most) : 0;
}

static int row_need(const struct event_row *row, enum column column, int most)
{
    if (column == COLUMN_API)
        return text_cols(row->service, most) + 1 + text_cols(row->api, most);
    return column < COLUMN_API ? most : text_cols(column_text(row, column), most);
}

static int times_need(const struct event_rows *rows)
{
    int64_t most = 0;
    for (size_t i = 0; rows->times != NULL && i < rows->count; i++)
        most = rows->times[i] > most ? rows->times[i] : most;
    CLEANUP(buf) struct buf text = {0};
    format_count(&text, most);
    return most > 1 ? (int)text.len + 1 : 0;
}

static int column_need(const struct event_rows *rows, enum column column)
{
    int most = columns[column].size.max, need = 0;
    if (column == COLUMN_TIMES)
        return times_need(rows);
    for (size_t page = 0; page < rows->page_count; page++)
        for (size_t i = 0; i < rows->pages[page]->count && need < most; i++) {
            int cols = row_need(&rows->pages[page]->rows[i], column, most);
            need = cols > need ? cols : need;
        }
    return need < most ? need : most;
}

void event_rows_measure(struct event_rows *rows)
{
    rows->column_count = 0;
    for (enum column column = 0; column < COLUMN__COUNT; column++) {
        int need = column_need(rows, column), title = (int)strlen(columns[column].title);
        if (need == 0 && (rows->count > 0 || column == COLUMN_TIMES))
            continue;
        need = need < title ? title : need;
        struct table_column *shown = &rows->columns[rows->column_count];
        *shown = columns[column];
        if (rows->count > 0) {
            shown->size.max = need;
            shown->size.min = need < shown->size.min ? need : shown->size.min;
        }
        rows->order[rows->column_count++] = (uint8_t)column;
    }
}

/* --- cells --- */

/* A: the attacker's; U: by something compromised, undecided. */
static enum role cell_state(struct table_cell *cell, const char *attribution)
{
    if (attribution == NULL)
        return ROLE_NORMAL;
    bool attributed = attribution[0] == 'a';
    buf_char(cell->text, attributed ? 'A' : 'U');
    return attributed ? ROLE_ATTACKER : ROLE_UNDECIDED;
}

/* D denied, E error, w a change; reads that went well have nothing. */
static enum role cell_outcome(struct table_cell *cell, const struct event_row *row)
{
    bool changes = row->access != NULL && strcmp(row->access, "read") != 0;
    if (row->outcome == OUTCOME_SUCCESS && !changes)
        return ROLE_NORMAL;
    buf_char(cell->text, row->outcome == OUTCOME_DENIED ? 'D' : row->outcome == OUTCOME_ERROR ? 'E' : 'w');
    return row->outcome == OUTCOME_SUCCESS ? ROLE_WRITE : ROLE_DENIED;
}

/* A run of like events is one row, with how many they are. */
static enum role cell_times(struct table_cell *cell, int64_t times)
{
    if (times < 2)
        return ROLE_NORMAL;
    format_count(cell->text, times);
    buf_str(cell->text, cell->ascii ? "x" : "×");
    return ROLE_STRONG;
}

static enum role cell_api(struct table_cell *cell, const struct event_row *row)
{
    CLEANUP(buf) struct buf text = {0};
    const char *name = row->api != NULL ? row->api : "";
    if (row->service != NULL)
        buf_fmt(&text, "%s:", row->service);
    buf_str(&text, name);
    bool fits = cell->cols == 0 || cluster_cols(buf_text(&text), cell->ascii, SIZE_MAX) <= (size_t)cell->cols;
    cell_middle(cell, fits ? buf_text(&text) : name);
    bool changes = row->access != NULL && strcmp(row->access, "read") != 0;
    return row->outcome != OUTCOME_SUCCESS ? ROLE_DENIED : changes ? ROLE_WRITE : ROLE_NORMAL;
}

static enum role draw_cell(const void *data, size_t index, size_t column, struct table_cell *cell)
{
    const struct event_rows *rows = data;
    const struct event_row *row = event_rows_at(rows, index);
    if (row == NULL)
        return ROLE_NORMAL;
    enum column what = (enum column)rows->order[column];
    switch (what) {
    case COLUMN_STATE:
        return cell_state(cell, row->attribution);
    case COLUMN_TIME:
        return cell_time(cell, row->time_s);
    case COLUMN_OUTCOME:
        return cell_outcome(cell, row);
    case COLUMN_TIMES:
        return cell_times(cell, rows->times[index]);
    case COLUMN_API:
        return cell_api(cell, row);
    case COLUMN_ERROR:
        cell_text(cell, row->error);
        return ROLE_DENIED;
    case COLUMN_AGENT:
        return cell_middle(cell, row->agent);
    default:
        return cell_middle(cell, column_text(row, what));
    }
}

struct table_spec event_rows_spec(const struct event_rows *rows)
{
    return (struct table_spec){.columns = rows->columns,
                               .column_count = rows->column_count,
                               .row_count = rows->count,
                               .cell = draw_cell,
                               .rows = rows,
                               .unsorted = true};
}

void event_rows_draw(const struct table *table, const struct table_spec *spec, struct grid *grid,
                     struct rect area, const char *search)
{
    const struct event_rows *rows = spec->rows;
    struct table_column wide[EVENT_ROWS_COLUMNS];
    struct table_spec shown = *spec;
    for (size_t i = 0; i < rows->column_count; i++) {
        wide[i] = rows->columns[i];
        int wish = rows->order[i] == COLUMN_API ? WIDE_API_COLS : WIDE_PRINCIPAL_COLS;
        if (rows->order[i] == COLUMN_API || rows->order[i] == COLUMN_PRINCIPAL)
            wide[i].size.min = wide[i].size.max < wish ? wide[i].size.max : wish;
    }
    if (area.cols >= WIDE_COLS)
        shown.columns = wide;
    table_draw(table, &shown, grid, area, search);
}

void event_pick_done(struct event_pick *pick)
{
    buf_done(&pick->api);
}

bool event_rows_selection(const struct event_row *row, struct event_pick *pick, struct selection *out)
{
    if (row == NULL)
        return false;
    snprintf(pick->id, sizeof pick->id, "%" PRId64, row->id);
    buf_clear(&pick->api);
    buf_fmt(&pick->api, "%s%s%s", row->service != NULL ? row->service : "", row->service != NULL ? ":" : "",
            row->api != NULL ? row->api : "");
    out->subject = THING_EVENT;
    out->value[THING_EVENT] = pick->id;
    out->value[THING_API] = row->api != NULL ? buf_text(&pick->api) : NULL;
    out->value[THING_PRINCIPAL] = row->principal_key;
    out->value[THING_ADDRESS] = row->address;
    out->value[THING_KEY] = row->key;
    out->value[THING_SESSION] = row->session;
    out->value[THING_AGENT] = row->agent;
    out->label = row->api;
    out->uid = row->uid;
    out->region = row->region;
    out->since_s = out->until_s = row->time_s;
    return true;
}

enum view_answer event_rows_open(struct view *view, const struct event_row *row, const char *filter)
{
    char id[32];
    snprintf(id, sizeof id, "%" PRId64, row->id);
    return view_go(view, "event", filter, id, row->api);
}

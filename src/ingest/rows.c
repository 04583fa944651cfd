// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/rows.h"

#include "src/ingest/partial.h"

#include <string.h>

static const char row_over[] = "a row of more than 16 MiB";
static const char row_wide[] = "a row of more cells than the table has titles";
static const char row_cut[] = "cut off: the file ends inside this row";

/* Columns that hold a whole record. */
static const char *const whole_titles[] = {"eventjson", "raw", "@message", "message", "event.original"};
static const char *const telling[] = {"eventname", "eventtime", "eventid", "eventsource", "useridentity"};

void rows_init(struct rows *rows, split_sink_fn sink, void *arg)
{
    *rows = (struct rows){.sink = sink, .arg = arg};
}

void rows_done(struct rows *rows)
{
    arena_done(&rows->header);
    arena_done(&rows->scratch);
    buf_done(&rows->row);
    buf_done(&rows->record);
}

void rows_clear(struct rows *rows, int64_t offset)
{
    arena_clear(&rows->header);
    arena_clear(&rows->scratch);
    buf_clear(&rows->row);
    rows->titles = NULL;
    rows->quoted = rows->over = false;
    rows->offset = rows->row_at = offset;
}

/* Cut a row into its cells. Returns how many there are, which may be more than fit. */
static size_t cut(const char *row, size_t len, struct arena *arena, struct rows_cell cells[ROWS_COLUMNS_MOST])
{
    const char *at = row, *end = row + len;
    size_t count = 0;
    for (bool more = true; more; count++) {
        char *cell = arena_alloc(arena, (size_t)(end - at) + 1), *out = cell;
        bool quoted = false;
        for (; at < end && (quoted || *at != ','); at++) {
            if (*at != '"')
                *out++ = *at;
            else if (quoted && at + 1 < end && at[1] == '"')
                *out++ = *at++;
            else
                quoted = !quoted;
        }
        *out = '\0';
        if (count == ROWS_COLUMNS_MOST)
            return count + 1;
        cells[count] = (struct rows_cell){cell, (size_t)(out - cell)};
        more = at < end;
        at += more;
    }
    return count;
}

static bool is_any(const char *title, const char *const *titles, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (partial_title_is(title, titles[i]))
            return true;
    return false;
}

bool rows_begins(const char *text, size_t len)
{
    CLEANUP(arena) struct arena arena = {0};
    struct rows_cell cells[ROWS_COLUMNS_MOST];
    const char *line = memchr(text, '\n', len);
    size_t row = line ? (size_t)(line - text) : len, told = 0;
    if (row && text[row - 1] == '\r')
        row--;
    if (row > SPLIT_EXCERPT_MOST * 16)
        return false;
    size_t count = cut(text, row, &arena, cells);
    for (size_t i = 0; i < count && count <= ROWS_COLUMNS_MOST; i++) {
        told += is_any(cells[i].text, telling, ARRAY_LEN(telling));
        told += 2 * is_any(cells[i].text, whole_titles, 2);
    }
    return told >= 2;
}

static void read_titles(struct rows *rows, const struct rows_cell *cells, size_t count)
{
    rows->titles = arena_alloc(&rows->header, (count + 1) * sizeof *rows->titles);
    rows->title_count = rows->whole = count;
    for (size_t i = 0; i < count; i++) {
        rows->titles[i] = arena_strn(&rows->header, cells[i].text, cells[i].len);
        if (rows->whole == count && is_any(rows->titles[i], whole_titles, ARRAY_LEN(whole_titles)))
            rows->whole = i;
    }
}

static bool give(struct rows *rows, const char *text, size_t len, const char *reason)
{
    struct split_piece piece = {.text = text, .len = len, .offset = rows->row_at, .reason = reason};
    piece.length = rows->offset - rows->row_at;
    if (reason && len > SPLIT_EXCERPT_MOST)
        piece.len = SPLIT_EXCERPT_MOST;
    return rows->sink(rows->arg, &piece);
}

static bool give_partial(struct rows *rows, const struct rows_cell *cells, size_t count)
{
    struct partial partial;
    buf_clear(&rows->record);
    partial_begin(&partial, "CSV", &rows->scratch, &rows->record);
    for (size_t i = 0; i < count; i++)
        partial_cell(&partial, rows->titles[i], cells[i].text, cells[i].len);
    partial_end(&partial);
    return give(rows, rows->record.bytes, rows->record.len, NULL);
}

/* The row in rows->row is whole. */
static bool take_row(struct rows *rows)
{
    struct rows_cell cells[ROWS_COLUMNS_MOST];
    struct buf *row = &rows->row;
    if (rows->over)
        return give(rows, buf_text(row), row->len, row_over);
    if (row->len && row->bytes[row->len - 1] == '\r')
        buf_cut(row, row->len - 1);
    if (!row->len)
        return true;
    arena_clear(&rows->scratch);
    size_t count = cut(row->bytes, row->len, &rows->scratch, cells);
    if (count > ROWS_COLUMNS_MOST || (rows->titles && count > rows->title_count))
        return give(rows, row->bytes, row->len, row_wide);
    if (!rows->titles) {
        read_titles(rows, cells, count);
        return true;
    }
    const struct rows_cell *whole = rows->whole < count ? &cells[rows->whole] : NULL;
    if (whole && (*whole->text == '{' || *whole->text == '['))
        return give(rows, whole->text, whole->len, NULL);
    return give_partial(rows, cells, count);
}

/* One past the end of the row, or `end` when it goes on. */
static const char *row_end(struct rows *rows, const char *at, const char *end)
{
    for (; at < end; at++) {
        if (*at == '"')
            rows->quoted = !rows->quoted;
        else if (*at == '\n' && !rows->quoted)
            return at + 1;
    }
    return NULL;
}

bool rows_feed(struct rows *rows, const char *bytes, size_t len)
{
    const char *at = bytes, *end = bytes + len;
    bool go_on = true;
    while (at < end && go_on) {
        const char *after = row_end(rows, at, end), *stop = after ? after - 1 : end;
        size_t more = (size_t)(stop - at), room = SPLIT_RECORD_MOST - rows->row.len;
        rows->over |= more > room;
        buf_append(&rows->row, at, more > room ? room : more);
        rows->offset += (after ? after : end) - at;
        at = after ? after : end;
        if (!after)
            break;
        go_on = take_row(rows);
        buf_clear(&rows->row);
        rows->over = false;
        rows->row_at = rows->offset;
    }
    return go_on;
}

void rows_end(struct rows *rows, const char *why)
{
    if (rows->row.len && (why || rows->quoted))
        give(rows, rows->row.bytes, rows->row.len, why ? why : row_cut);
    else if (rows->row.len)
        take_row(rows);
    else if (why)
        give(rows, "", 0, why);
    buf_clear(&rows->row);
}

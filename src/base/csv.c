// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/csv.h"

#include "src/base/utf8.h"

#include <string.h>

void csv_init(struct csv *csv, const char *text, size_t len)
{
    csv->at = text;
    csv->end = text + len;
}

static bool at_line_end(const struct csv *csv)
{
    return csv->at == csv->end || *csv->at == '\n' || *csv->at == '\r';
}

/* A doubled quote toggles twice while looking for the end, so it needs no care there. */
static void skip_field(struct csv *csv)
{
    for (bool quoted = false; csv->at < csv->end; csv->at++) {
        if (!quoted && (*csv->at == ',' || at_line_end(csv)))
            return;
        if (*csv->at == '"')
            quoted = !quoted;
    }
}

/* Without its quotes a field is never longer than with them. */
static const char *read_field(struct csv *csv, struct arena *arena)
{
    const char *from = csv->at;
    bool quoted = false;
    skip_field(csv);
    char *field = arena_alloc(arena, (size_t)(csv->at - from) + 1), *out = field;
    for (; from < csv->at; from++) {
        if (*from != '"')
            *out++ = *from;
        else if (quoted && from + 1 < csv->at && from[1] == '"')
            *out++ = *from++;
        else
            quoted = !quoted;
    }
    *out = '\0';
    return field;
}

bool csv_next(struct csv *csv, struct arena *arena, struct csv_row *ret)
{
    while (csv->at < csv->end && at_line_end(csv))
        csv->at++;
    if (csv->at == csv->end)
        return false;
    ret->count = 0;
    for (;;) {
        const char *field = read_field(csv, arena);
        if (ret->count < CSV_FIELDS_MAX)
            ret->fields[ret->count++] = field;
        if (at_line_end(csv))
            break;
        csv->at++;
    }
    for (size_t i = ret->count; i < CSV_FIELDS_MAX; i++)
        ret->fields[i] = "";
    return true;
}

/* A spreadsheet takes a cell that begins so for a formula. */
static bool is_formula(const char *text, size_t len)
{
    return len > 0 && *text && strchr("=+-@\t\r", *text) != NULL;
}

void csv_cell(struct buf *out, const char *text, size_t len)
{
    CLEANUP(buf) struct buf seen = {0};
    utf8_visible(&seen, text, len);
    bool quote = seen.len && strpbrk(seen.bytes, ",\"\r\n") != NULL;
    if (quote)
        buf_char(out, '"');
    if (is_formula(text, len) || is_formula(buf_text(&seen), seen.len))
        buf_char(out, '\'');
    for (size_t i = 0; i < seen.len; i++) {
        if (seen.bytes[i] == '"')
            buf_char(out, '"');
        buf_char(out, seen.bytes[i]);
    }
    if (quote)
        buf_char(out, '"');
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/sheet.h"

#include "src/report/markdown.h"
#include "src/report/scope_json.h"
#include "src/report/section.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void sheet_done(struct sheet *sheet)
{
    arena_done(&sheet->arena);
    *sheet = (struct sheet){0};
}

bool sheet_write(struct sheet *sheet, struct err *err)
{
    sheet->ops->begin(sheet);
    for (const struct section *section = sections; section->id; section++) {
        sheet_heading(sheet, 2, section->id, section->title);
        if (!section->write(sheet, err))
            return err_wrap(err, "write '%s' of the report", section->title);
    }
    sheet->ops->end(sheet);
    return true;
}

void sheet_heading(struct sheet *sheet, unsigned level, const char *id, const char *text)
{
    sheet->ops->heading(sheet, level, id, text);
}

void sheet_open(struct sheet *sheet, enum sheet_block block, const char *id)
{
    sheet->ops->open(sheet, block, id);
}

void sheet_close(struct sheet *sheet, enum sheet_block block)
{
    sheet->ops->close(sheet, block);
}

void sheet_table(struct sheet *sheet, const struct sheet_column *columns, size_t count)
{
    sheet->ops->table(sheet, columns, count);
}

void sheet_table_end(struct sheet *sheet)
{
    sheet->ops->table_end(sheet);
}

void sheet_text(struct sheet *sheet, const char *text)
{
    sheet_styled(sheet, SHEET_PLAIN, text);
}

void sheet_styled(struct sheet *sheet, enum sheet_style style, const char *text)
{
    if (text && *text)
        sheet->ops->text(sheet, style, text);
}

void sheet_fmt(struct sheet *sheet, const char *fmt, ...)
{
    char text[1024];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    sheet_text(sheet, text);
}

void sheet_link(struct sheet *sheet, const char *anchor, const char *text)
{
    sheet->ops->link(sheet, anchor, SHEET_PLAIN, text);
}

void sheet_time(struct sheet *sheet, int64_t time_s)
{
    char iso[ISOTIME_SIZE];
    if (time_s != ISOTIME_NONE)
        sheet_text(sheet, isotime_format(time_s, iso));
}

void sheet_figure(struct sheet *sheet, figure_fn *draw, const char *id, const char *title)
{
    CLEANUP(buf) struct buf svg = {0}, caption = {0};
    if (!sheet->ops->figure || !draw(sheet->report, &svg, &caption))
        return;
    struct sheet_figure figure = {id, title, buf_text(&caption), &svg};
    sheet->ops->figure(sheet, &figure);
}

void sheet_commands(struct sheet *sheet, const char *lines, size_t most)
{
    sheet->ops->commands(sheet, lines, most);
}

void sheet_cell(struct sheet *sheet, const char *text)
{
    sheet_open(sheet, SHEET_CELL, NULL);
    sheet_text(sheet, text);
    sheet_close(sheet, SHEET_CELL);
}

void sheet_tight(struct sheet *sheet, const char *text)
{
    sheet_open(sheet, SHEET_TIGHT, NULL);
    sheet_text(sheet, text);
    sheet_close(sheet, SHEET_TIGHT);
}

void sheet_time_cell(struct sheet *sheet, int64_t time_s)
{
    sheet_open(sheet, SHEET_TIGHT, NULL);
    sheet_time(sheet, time_s);
    sheet_close(sheet, SHEET_TIGHT);
}

void sheet_paragraph(struct sheet *sheet, enum sheet_block block, const char *text)
{
    sheet_open(sheet, block, NULL);
    sheet_text(sheet, text);
    sheet_close(sheet, block);
}

/* --- numbers --- */

void sheet_command_text(const struct sheet *sheet, const char *words, struct buf *out)
{
    static const char mark[] = "CASE";
    const char *at = strstr(words, mark);
    buf_str(out, "trailcase ");
    if (!at) {
        buf_str(out, words);
        return;
    }
    buf_append(out, words, (size_t)(at - words));
    markdown_shell_word(out, sheet->report->name);
    buf_str(out, at + strlen(mark));
}

void sheet_filter_text(const struct sheet *sheet, const char *filter, struct buf *out)
{
    sheet_command_text(sheet, "events CASE ", out);
    markdown_shell_word(out, filter);
}

static void keep_number(struct sheet *sheet, const char *id, int64_t value, const struct buf *command)
{
    CLEANUP(buf) struct buf text = {0}, anchor = {0};
    if (sheet->number_count == sheet->number_size) {
        size_t size = 2 * sheet->number_size + 64;
        struct sheet_number *grown = arena_zero(&sheet->arena, size, sizeof *grown);
        if (sheet->number_count)
            memcpy(grown, sheet->numbers, sheet->number_count * sizeof *grown);
        sheet->numbers = grown;
        sheet->number_size = size;
    }
    sheet->numbers[sheet->number_count++] = (struct sheet_number){
        arena_str(&sheet->arena, id), arena_str(&sheet->arena, buf_text(command)), value};
    phrase_number(&text, value);
    buf_fmt(&anchor, "q-%s", id);
    sheet->ops->target(sheet, id, buf_text(&anchor), buf_text(&text));
}

void sheet_events(struct sheet *sheet, const char *id, int64_t value, const char *filter)
{
    CLEANUP(buf) struct buf command = {0};
    sheet_filter_text(sheet, filter, &command);
    keep_number(sheet, id, value, &command);
}

void sheet_number(struct sheet *sheet, const char *id, int64_t value, const char *command)
{
    CLEANUP(buf) struct buf text = {0};
    sheet_command_text(sheet, command, &text);
    keep_number(sheet, id, value, &text);
}

void sheet_events_cell(struct sheet *sheet, const char *id, int64_t value, const char *filter)
{
    sheet_open(sheet, SHEET_COUNT, NULL);
    sheet_events(sheet, id, value, filter);
    sheet_close(sheet, SHEET_COUNT);
}

void sheet_number_cell(struct sheet *sheet, const char *id, int64_t value, const char *command)
{
    sheet_open(sheet, SHEET_COUNT, NULL);
    sheet_number(sheet, id, value, command);
    sheet_close(sheet, SHEET_COUNT);
}

/* Where a number stands by itself: not inside an id, an address or a larger number. */
static const char *find_number(const char *text, const char *number)
{
    size_t len = strlen(number);
    for (const char *at = strstr(text, number); at; at = strstr(at + 1, number)) {
        bool starts = at == text || at[-1] == ' ' || at[-1] == '(' || (unsigned char)at[-1] >= 0x80;
        const char *after = at + len;
        bool ends =
            !isalnum((unsigned char)*after) && !(strchr(",.:-/", *after) && isdigit((unsigned char)after[1]));
        if (starts && ends)
            return at;
    }
    return NULL;
}

void sheet_text_numbers(struct sheet *sheet, const char *id, const char *text,
                        const struct claim_number *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CLEANUP(buf) struct buf number = {0}, anchor = {0};
        phrase_number(&number, numbers[i].value);
        const char *at = find_number(text, buf_text(&number));
        if (!at)
            continue;
        char *before = arena_strn(&sheet->arena, text, (size_t)(at - text));
        sheet_text(sheet, before);
        buf_fmt(&anchor, "%s-n%zu", id, i + 1);
        sheet_events(sheet, buf_text(&anchor), numbers[i].value, numbers[i].query);
        text = at + number.len;
    }
    sheet_text(sheet, text);
}

/* --- events --- */

bool sheet_event(struct sheet *sheet, int64_t event_id, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    const struct report_event *event = report_event(sheet->report, event_id);
    const char *uid = event ? event->uid : NULL;
    if (!uid && !scope_uid(sheet->report->questions->facts.db, event_id, &arena, &uid, err))
        return false;
    if (event)
        sheet->ops->link(sheet, arena_fmt(&arena, "e-%lld", (long long)event_id), SHEET_CODE, uid);
    else
        sheet_styled(sheet, SHEET_CODE, uid);
    return true;
}

bool sheet_proof(struct sheet *sheet, const int64_t *ids, size_t count, struct err *err)
{
    size_t shown = count < REPORT_PROOF_MAX ? count : REPORT_PROOF_MAX;
    for (size_t i = 0; i < shown; i++) {
        sheet_text(sheet, i == 0 ? "" : ", ");
        if (!sheet_event(sheet, ids[i], err))
            return false;
    }
    if (count > shown) {
        CLEANUP(buf) struct buf more = {0};
        phrase_number(&more, (int64_t)(count - shown));
        sheet_fmt(sheet, " and %s more", buf_text(&more));
    }
    return true;
}

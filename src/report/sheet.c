// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/sheet.h"

#include "src/report/markdown.h"
#include "src/report/scope_json.h"
#include "src/report/section.h"

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
    if (!text || !*text)
        return;
    if (sheet->source && style != SHEET_CODE)
        sheet_counted(sheet, style, text);
    else
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
    sheet_text(sheet, count > shown ? " and more" : "");
    return true;
}

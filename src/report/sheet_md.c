// SPDX-License-Identifier: GPL-3.0-or-later
/* The report as Markdown, for people and for tickets: no pictures, no links; events by their eventIDs. */
#include "src/report/sheet.h"

#include "src/report/markdown.h"
#include "src/report/report_md.h"

#include <string.h>

static bool ends_in(const struct buf *out, const char *tail)
{
    size_t len = strlen(tail);
    return out->len >= len && memcmp(out->bytes + out->len - len, tail, len) == 0;
}

static void new_line(struct sheet *sheet)
{
    if (sheet->out->len && !ends_in(sheet->out, "\n"))
        buf_char(sheet->out, '\n');
}

static void blank_line(struct sheet *sheet)
{
    new_line(sheet);
    if (sheet->out->len && !ends_in(sheet->out, "\n\n"))
        buf_char(sheet->out, '\n');
}

static void md_begin(struct sheet *sheet)
{
    char iso[ISOTIME_SIZE];
    buf_str(sheet->out, "# Incident report: case ");
    markdown_text(sheet->out, sheet->report->name);
    buf_fmt(sheet->out, "\n\nWritten %s by trailcase " PACKAGE_VERSION ". All times are UTC.\n",
            isotime_format(sheet->report->now_s, iso));
}

static void md_end(struct sheet *sheet)
{
    new_line(sheet);
}

static void md_heading(struct sheet *sheet, unsigned level, const char *id UNUSED, const char *text)
{
    blank_line(sheet);
    buf_repeat(sheet->out, '#', level);
    buf_char(sheet->out, ' ');
    markdown_text(sheet->out, text);
    buf_str(sheet->out, "\n\n");
}

static bool is_list(enum sheet_block block)
{
    return block == SHEET_LIST || block == SHEET_CLAIMS || block == SHEET_STEPS;
}

static bool is_cell(enum sheet_block block)
{
    return block == SHEET_CELL || block == SHEET_COUNT || block == SHEET_TIGHT;
}

static void open_list(struct sheet *sheet)
{
    if (sheet->depth++ == 0)
        blank_line(sheet);
}

static void open_item(struct sheet *sheet, const char *bullet)
{
    new_line(sheet);
    buf_repeat(sheet->out, ' ', 2 * (size_t)(sheet->depth - 1));
    buf_str(sheet->out, bullet);
}

static void md_open(struct sheet *sheet, enum sheet_block block, const char *id UNUSED)
{
    static const char *const bullets[SHEET_BLOCK__COUNT] = {
        [SHEET_ITEM] = "- ", [SHEET_OPEN] = "- [ ] ", [SHEET_DONE] = "- [x] "};
    if (bullets[block])
        open_item(sheet, bullets[block]);
    else if (is_list(block))
        open_list(sheet);
    else if (block == SHEET_ROW)
        buf_char(sheet->out, '|');
    else if (is_cell(block))
        buf_char(sheet->out, ' ');
    else
        blank_line(sheet);
    if (block == SHEET_ANSWER)
        buf_str(sheet->out, "**");
}

static void md_close(struct sheet *sheet, enum sheet_block block)
{
    if (block == SHEET_ANSWER)
        buf_str(sheet->out, "**");
    if (is_list(block))
        sheet->depth--;
    if (is_cell(block))
        buf_str(sheet->out, " |");
    else
        new_line(sheet);
}

static void md_table(struct sheet *sheet, const struct sheet_column *columns, size_t count)
{
    blank_line(sheet);
    for (size_t i = 0; i < count; i++)
        buf_fmt(sheet->out, "%s %s |", i ? "" : "|", columns[i].title);
    buf_char(sheet->out, '\n');
    for (size_t i = 0; i < count; i++)
        buf_fmt(sheet->out, "%s%s|", i ? "" : "|", columns[i].is_count ? "--:" : "---");
    buf_char(sheet->out, '\n');
}

static void md_table_end(struct sheet *sheet)
{
    new_line(sheet);
}

static void md_text(struct sheet *sheet, enum sheet_style style, const char *text)
{
    static const char *const marks[SHEET_STYLE__COUNT] = {
        [SHEET_PLAIN] = "", [SHEET_STRONG] = "**", [SHEET_FAINT] = "*"};
    if (style == SHEET_CODE) {
        markdown_code(sheet->out, text);
        return;
    }
    buf_str(sheet->out, marks[style]);
    markdown_text(sheet->out, text);
    buf_str(sheet->out, marks[style]);
}

static void md_link(struct sheet *sheet, const char *anchor UNUSED, enum sheet_style style, const char *text)
{
    md_text(sheet, style == SHEET_FAINT ? SHEET_PLAIN : style, text);
}

static void md_target(struct sheet *sheet, const struct sheet_number *number, enum sheet_style style)
{
    md_text(sheet, style, number->text);
}

const struct sheet_ops sheet_md = {
    .begin = md_begin,
    .end = md_end,
    .heading = md_heading,
    .open = md_open,
    .close = md_close,
    .table = md_table,
    .table_end = md_table_end,
    .text = md_text,
    .link = md_link,
    .target = md_target,
};

bool sheet_numbers(struct sheet *sheet, const struct report *report, struct err *err)
{
    CLEANUP(buf) struct buf text = {0};
    *sheet = (struct sheet){.ops = &sheet_md, .report = report, .out = &text};
    bool done = sheet_write(sheet, err);
    sheet->out = NULL;
    return done;
}

bool report_md(const struct report *report, struct buf *out, struct err *err)
{
    CLEANUP(sheet) struct sheet sheet = {.ops = &sheet_md, .report = report, .out = out};
    return sheet_write(&sheet, err);
}

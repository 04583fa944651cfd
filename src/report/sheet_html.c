// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The report as one HTML page that needs nothing else: its style is inside (queries/report/report.css), its
 * pictures are SVG elements, and its content policy allows no script and no other resource.
 */
#include "src/report/section.h"

#include "src/report/html.h"
#include "src/report/html_page.h"
#include "src/report/report_html.h"

#include <string.h>

enum { UID_COLS = 8 };

static void write_contents(struct sheet *sheet)
{
    buf_str(sheet->out, "<nav aria-label=\"Contents\">\n<h2>Contents</h2>\n<ol>\n");
    for (const struct section *section = sections; section->id; section++) {
        buf_fmt(sheet->out, "<li><a href=\"#%s\">", section->id);
        html_text(sheet->out, section->title);
        buf_str(sheet->out, "</a></li>\n");
    }
    buf_str(sheet->out, "</ol>\n</nav>\n");
}

static void html_begin(struct sheet *sheet)
{
    char iso[ISOTIME_SIZE];
    struct buf *out = sheet->out;
    html_page_head(sheet->out, "Incident report", sheet->report->name);
    buf_str(out, "<body>\n<header>\n<a class=\"skip\" href=\"#summary\">Skip to the report</a>\n"
                 "<p class=\"kicker\">Incident report</p>\n<h1>Case ");
    html_text(out, sheet->report->name);
    buf_fmt(out,
            "</h1>\n<p class=\"stamp\">Written %s by trailcase " PACKAGE_VERSION
            ". All times are UTC.</p>\n</header>\n",
            isotime_format(sheet->report->now_s, iso));
    write_contents(sheet);
    buf_str(out, "<main>\n");
}

static void html_end(struct sheet *sheet)
{
    buf_str(sheet->out,
            "</section>\n</main>\n<footer>End of the report. It was worked out from logs and from the "
            "verdicts it names; nothing in it was loaded from elsewhere.</footer>\n</body>\n</html>\n");
}

static void html_heading(struct sheet *sheet, unsigned level, const char *id, const char *text)
{
    struct buf *out = sheet->out;
    if (level == 2) {
        buf_fmt(out, "%s<section id=\"%s\" aria-labelledby=\"%s-title\">\n",
                sheet->in_section ? "</section>\n" : "", id, id);
        buf_fmt(out, "<h2 id=\"%s-title\">", id);
        sheet->in_section = true;
    } else {
        buf_fmt(out, "<h%u id=\"%s\">", level, id);
    }
    html_text(out, text);
    buf_fmt(out, "</h%u>\n", level);
    sheet->heading = arena_str(&sheet->arena, text);
}

static const struct {
    const char *element, *class;
    bool line; /* ends with a line break */
} blocks[SHEET_BLOCK__COUNT] = {
    [SHEET_PARAGRAPH] = {"p", NULL, true},   [SHEET_NOTE] = {"p", "note", true},
    [SHEET_ANSWER] = {"p", "answer", true},  [SHEET_LIST] = {"ul", NULL, true},
    [SHEET_CLAIMS] = {"ul", "claims", true}, [SHEET_STEPS] = {"ul", "steps", true},
    [SHEET_ITEM] = {"li", NULL, true},       [SHEET_OPEN] = {"li", "todo", true},
    [SHEET_DONE] = {"li", "done", true},     [SHEET_ROW] = {"tr", NULL, true},
    [SHEET_CELL] = {"td", NULL, false},      [SHEET_COUNT] = {"td", "num", false},
    [SHEET_TIGHT] = {"td", "tight", false},
};

static void html_open(struct sheet *sheet, enum sheet_block block, const char *id)
{
    buf_fmt(sheet->out, "<%s", blocks[block].element);
    if (id)
        buf_fmt(sheet->out, " id=\"%s\"", id);
    if (blocks[block].class)
        buf_fmt(sheet->out, " class=\"%s\"", blocks[block].class);
    buf_char(sheet->out, '>');
}

static void html_close(struct sheet *sheet, enum sheet_block block)
{
    buf_fmt(sheet->out, "</%s>%s", blocks[block].element, blocks[block].line ? "\n" : "");
}

/* What is wider than the page scrolls by itself, by keyboard too. */
static void open_scroll(struct sheet *sheet, const char *label)
{
    buf_str(sheet->out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    html_text(sheet->out, label);
    buf_str(sheet->out, "\">\n");
}

static void html_table(struct sheet *sheet, const struct sheet_column *columns, size_t count)
{
    open_scroll(sheet, arena_fmt(&sheet->arena, "Table: %s", sheet->heading));
    buf_str(sheet->out, "<table>\n<thead><tr>");
    for (size_t i = 0; i < count; i++) {
        buf_fmt(sheet->out, "<th scope=\"col\"%s>", columns[i].is_count ? " class=\"num\"" : "");
        html_text(sheet->out, columns[i].title);
        buf_str(sheet->out, "</th>");
    }
    buf_str(sheet->out, "</tr></thead>\n<tbody>\n");
}

static void html_table_end(struct sheet *sheet)
{
    buf_str(sheet->out, "</tbody>\n</table>\n</div>\n");
}

static const char *const styles[SHEET_STYLE__COUNT] = {
    [SHEET_STRONG] = "strong", [SHEET_CODE] = "code", [SHEET_FAINT] = "small"};

static void html_styled(struct sheet *sheet, enum sheet_style style, const char *text)
{
    if (styles[style])
        buf_fmt(sheet->out, "<%s>", styles[style]);
    (style == SHEET_CODE ? html_text : html_prose)(sheet->out, text);
    if (styles[style])
        buf_fmt(sheet->out, "</%s>", styles[style]);
}

/* Events go by the beginning of their ids: where the link leads the whole id stands. */
static void html_link(struct sheet *sheet, const char *anchor, enum sheet_style style, const char *text)
{
    static const char *const classes[SHEET_STYLE__COUNT] = {
        [SHEET_CODE] = " class=\"e\"", [SHEET_FAINT] = " class=\"ref\""};
    buf_fmt(sheet->out, "<a%s href=\"#%s\">", classes[style] ? classes[style] : "", anchor);
    if (style == SHEET_CODE)
        html_text_fit(sheet->out, text, UID_COLS + 1);
    else
        html_text(sheet->out, text);
    buf_str(sheet->out, "</a>");
}

static void html_target(struct sheet *sheet, const struct sheet_number *number, enum sheet_style style)
{
    const char *around = styles[style];
    buf_fmt(sheet->out, "<a class=\"n\" id=\"%s\" href=\"#q-%s\">%s%s%s", number->id, number->id,
            around ? "<" : "", around ? around : "", around ? ">" : "");
    html_text(sheet->out, number->text);
    buf_fmt(sheet->out, "%s%s%s</a>", around ? "</" : "", around ? around : "", around ? ">" : "");
}

static void html_figure(struct sheet *sheet, const struct sheet_figure *figure)
{
    buf_fmt(sheet->out, "<figure id=\"%s\">\n<figcaption>", figure->id);
    sheet_text(sheet, figure->caption);
    buf_str(sheet->out, "</figcaption>\n");
    open_scroll(sheet, arena_fmt(&sheet->arena, "Picture: %s", figure->title));
    buf_append(sheet->out, figure->svg->bytes, figure->svg->len);
    buf_str(sheet->out, "</div>\n</figure>\n");
}

static const struct sheet_ops sheet_html = {
    .has_links = true,
    .begin = html_begin,
    .end = html_end,
    .heading = html_heading,
    .open = html_open,
    .close = html_close,
    .table = html_table,
    .table_end = html_table_end,
    .text = html_styled,
    .link = html_link,
    .target = html_target,
    .figure = html_figure,
};

bool report_html(const struct report *report, struct buf *out, struct err *err)
{
    CLEANUP(sheet) struct sheet sheet = {.ops = &sheet_html, .report = report, .out = out};
    return sheet_write(&sheet, err);
}

// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sheet: a document as the sections of the report write it (section.h), whatever it becomes: Markdown
 * (sheet_md.c) or HTML (sheet_html.c). A form is a table of functions.
 *
 * Blocks are opened and closed in pairs, text goes into the innermost. All text may be hostile: the form
 * makes it safe. Anchors and ids are of this program's making: letters, digits, '-', '_', '.', ':'.
 *
 * Every number is kept under an id, with the command that gives it, for the appendix of numbers: by the
 * functions below, and those that stand in texts (numeral.h) by the source that was last named.
 */
#ifndef TRAILCASE_REPORT_SHEET_H
#define TRAILCASE_REPORT_SHEET_H

#include "src/report/report_model.h"

enum sheet_block {
    SHEET_PARAGRAPH,
    SHEET_NOTE,   /* a paragraph that says how to read what is there */
    SHEET_ANSWER, /* a paragraph that says it all */
    SHEET_LIST,
    SHEET_CLAIMS, /* a list of claims */
    SHEET_STEPS,  /* a list of steps to do */
    SHEET_ITEM,   /* of a list */
    SHEET_OPEN,   /* an item to be done */
    SHEET_DONE,   /* an item that was done */
    SHEET_ROW,    /* of a table */
    SHEET_CELL,
    SHEET_TIGHT, /* a cell that is not to be broken into lines */
    SHEET_COUNT, /* a cell with a number */
    SHEET_BLOCK__COUNT
};

enum sheet_style { SHEET_PLAIN, SHEET_STRONG, SHEET_CODE, SHEET_FAINT, SHEET_STYLE__COUNT };

enum { SHEET_COLUMNS_MAX = 12 };

struct sheet_column {
    const char *title;
    bool is_count;
};

/* A picture: an SVG element, and its caption, which says it for those who do not see it. */
struct sheet_figure {
    const char *id, *title;
    const char *caption; /* what it shows, in words */
    const struct buf *svg;
};

struct sheet_number {
    const char *id, *command;
    const char *text; /* as it is written: "1,234", "291.4 MB" */
    int64_t value;    /* -1: not whole, text has it */
};

struct sheet;

struct sheet_ops {
    void (*begin)(struct sheet *sheet);
    void (*end)(struct sheet *sheet);
    void (*heading)(struct sheet *sheet, unsigned level, const char *id, const char *text);
    void (*open)(struct sheet *sheet, enum sheet_block block, const char *id);
    void (*close)(struct sheet *sheet, enum sheet_block block);
    void (*table)(struct sheet *sheet, const struct sheet_column *columns, size_t count);
    void (*table_end)(struct sheet *sheet);
    void (*text)(struct sheet *sheet, enum sheet_style style, const char *text);
    void (*link)(struct sheet *sheet, const char *anchor, enum sheet_style style, const char *text);
    void (*target)(struct sheet *sheet, const struct sheet_number *number,
                   enum sheet_style style); /* a number with id, as a link */
    bool has_links;
    void (*figure)(struct sheet *sheet,
                   const struct sheet_figure *figure); /* NULL: the form has no pictures */
};

struct sheet {
    const struct sheet_ops *ops;
    const struct report *report;
    struct buf *out;
    unsigned depth; /* of lists in lists */
    bool in_section;
    const char *heading; /* the last one */
    struct sheet_number *numbers;
    size_t number_count, number_size;
    const char *place, *source; /* of numbers in texts; source NULL: texts are quoted */
    size_t placed;              /* numbers of the place so far */
    struct arena arena;
};

void sheet_done(struct sheet *sheet);
CLEANUP_DEFINE(sheet, struct sheet, sheet_done);

/* The whole report; or only its numbers, as they stand in all forms. */
bool sheet_numbers(struct sheet *sheet, const struct report *report, struct err *err) WARN_UNUSED;
bool sheet_write(struct sheet *sheet, struct err *err) WARN_UNUSED;

void sheet_heading(struct sheet *sheet, unsigned level, const char *id, const char *text);
void sheet_open(struct sheet *sheet, enum sheet_block block, const char *id); /* id NULL: none */
void sheet_close(struct sheet *sheet, enum sheet_block block);
void sheet_table(struct sheet *sheet, const struct sheet_column *columns, size_t count);
void sheet_table_end(struct sheet *sheet);

void sheet_text(struct sheet *sheet, const char *text);
void sheet_fmt(struct sheet *sheet, const char *fmt, ...) PRINTF_LIKE(2, 3);
void sheet_styled(struct sheet *sheet, enum sheet_style style, const char *text);
void sheet_link(struct sheet *sheet, const char *anchor, const char *text);
void sheet_time(struct sheet *sheet, int64_t time_s); /* nothing for ISOTIME_NONE */
/* A picture of figure.h, where the form has pictures. */
typedef bool figure_fn(const struct report *report, struct buf *svg, struct buf *text);
void sheet_figure(struct sheet *sheet, figure_fn *draw, const char *id, const char *title);

/* A cell with a text, or an empty one. */
void sheet_cell(struct sheet *sheet, const char *text);
void sheet_time_cell(struct sheet *sheet, int64_t time_s);
void sheet_tight(struct sheet *sheet, const char *text);

/* A paragraph that is one text. */
void sheet_paragraph(struct sheet *sheet, enum sheet_block block, const char *text);

/* A number of events, and the filter that leaves them; "438", "438 calls" with words. */
void sheet_events(struct sheet *sheet, const char *id, int64_t value, const char *filter);

/* A number that a command prints: the words after "trailcase", CASE standing for the case. */
void sheet_number(struct sheet *sheet, const char *id, int64_t value, const char *command);

/* A cell with either. */
void sheet_events_cell(struct sheet *sheet, const char *id, int64_t value, const char *filter);
void sheet_number_cell(struct sheet *sheet, const char *id, int64_t value, const char *command);

/*
 * Numbers in the texts that follow get the ids PLACE-m1, PLACE-m2, … and lead to the command, which says
 * these texts or what they count; the words after "trailcase" as in sheet_number(). NULL: what follows is
 * quoted from logs and people, and its numbers are theirs.
 */
void sheet_source(struct sheet *sheet, const char *place, const char *command);

/* A text under a source; sheet_text() and its like see to it. */
void sheet_counted(struct sheet *sheet, enum sheet_style style, const char *text);

/* A text with numbers in it, in their order, each made a number of the sheet: ID-n1, ID-n2, … */
void sheet_text_numbers(struct sheet *sheet, const char *id, const char *text,
                        const struct claim_number *numbers, size_t count);

/* An event as proof: a link to the appendix where that has it. */
bool sheet_event(struct sheet *sheet, int64_t event_id, struct err *err) WARN_UNUSED;

/* "3 events: a, b and c", at most REPORT_PROOF_MAX of them. */
bool sheet_proof(struct sheet *sheet, const int64_t *ids, size_t count, struct err *err) WARN_UNUSED;

/* Append "trailcase WORDS", the case quoted for a shell in the place of CASE. */
void sheet_command_text(const struct sheet *sheet, const char *words, struct buf *out);

/* "trailcase events CASE 'FILTER'". */
void sheet_filter_text(const struct sheet *sheet, const char *filter, struct buf *out);

extern const struct sheet_ops sheet_md;

#endif

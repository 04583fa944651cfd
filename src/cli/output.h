// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * output: rows to standard output or a file, as table, csv, json or jsonl.
 *
 *     output_open(&out, call, columns, count, &err)
 *     for each row: output_text(out, value); output_int(out, n); ...; output_row(out);
 *     output_close(out, &err)
 *
 * Cells come in the order of the columns and a row ends when all are given; each is of its column's type, and
 * in a COLUMN_ANY of any. The table is fitted to the
 * terminal when there is one and never cut otherwise; its widths are those of the first thousand rows.
 * Text is made visible (utf8.h) in table and csv and escaped in json; a csv cell that a spreadsheet would run
 * gets an apostrophe. Memory stays flat however many rows come.
 */
#ifndef TRAILCASE_CLI_OUTPUT_H
#define TRAILCASE_CLI_OUTPUT_H

#include "src/base/outfile.h"
#include "src/cli/cmd.h"

enum output_format { OUTPUT_TABLE, OUTPUT_CSV, OUTPUT_JSON, OUTPUT_JSONL };

enum column_type { COLUMN_TEXT, COLUMN_INT, COLUMN_REAL, COLUMN_TIME, COLUMN_BOOL, COLUMN_WORDS, COLUMN_ANY };

enum column_flag {
    COLUMN_WIDE = 1,      /* long texts: the first to be cut when the table is wider than the terminal */
    COLUMN_NOT_TABLE = 2, /* machines only */
    COLUMN_ENDS = 8,      /* its end tells as much as its start: what is cut is the middle, as on screens */
    COLUMN_SPARE = 4,     /* left out, the last first, rather than cutting all to stumps */
};

struct column {
    const char *name; /* json member and csv heading: snake_case */
    enum column_type type;
    unsigned flags;
};

struct output;

/* The words of --format, in the order of enum output_format; ended by NULL. */
extern const char *const output_format_words[];

/* The format a call asks for with --format; table when it does not say. */
enum output_format output_format_of(const struct call *call);

/* Where a call wants its output: standard output or the file of --output, never overwritten without -C. */
bool output_open(struct output **ret, const struct call *call, const struct column *columns, size_t count,
                 struct err *err) WARN_UNUSED;

/* The same in a format of the caller's choice. */
bool output_open_as(struct output **ret, const struct call *call, enum output_format format,
                    const struct column *columns, size_t count, struct err *err) WARN_UNUSED;

void output_text(struct output *out, const char *text); /* NULL: absent */
void output_textn(struct output *out, const char *text, size_t len);
void output_words(struct output *out, const char *words); /* blanks between; an array in JSON */
void output_int(struct output *out, int64_t value);
void output_real(struct output *out, double value);
void output_bool(struct output *out, bool value);
void output_time(struct output *out, int64_t time_s); /* ISOTIME_NONE: absent */
void output_null(struct output *out);

/* End the row. False once writing has failed; then stop. */
bool output_row(struct output *out, struct err *err) WARN_UNUSED;

/* Write what is held back, end the document, close. Frees in every case. */
bool output_close(struct output *out, struct err *err) WARN_UNUSED;

/* Free without finishing, after an error. Accepts NULL. */
void output_drop(struct output *out);
CLEANUP_DEFINE_PTR(output, struct output, output_drop);

/*
 * A file for what is written piece by piece: standard output, or what --output names (name in it when that is
 * a folder), which stands under its name once it is complete. Give `ok` false to throw away what was written.
 */
struct output_file {
    FILE *file;
    struct outfile named;
};
bool output_file_open(struct output_file *ret, const struct call *call, const char *name,
                      struct err *err) WARN_UNUSED;
bool output_file_close(struct output_file *file, bool ok, struct err *err) WARN_UNUSED;

/* Write one finished document (a JSON object, a report) to where the call wants its output. */
bool output_document(const struct call *call, const char *text, size_t len, struct err *err) WARN_UNUSED;

/* The same; when --output names a folder, the document goes into it under this name. */
bool output_document_named(const struct call *call, const char *name, const char *text, size_t len,
                           struct err *err) WARN_UNUSED;

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * csv: reading and writing comma-separated rows, as RFC 4180 has them: fields may stand in double quotes, a
 * doubled quote inside means one, lines end in LF or CRLF.
 *
 * A reader is a value over bytes that the caller keeps; the fields of a row live in the caller's arena. The
 * reader is lenient: a quote left open ends with the text, and bytes after a closing quote belong to the
 * field.
 */
#ifndef TRAILCASE_BASE_CSV_H
#define TRAILCASE_BASE_CSV_H

#include "src/base/arena.h"
#include "src/base/buf.h"

enum { CSV_FIELDS_MAX = 16 };

struct csv {
    const char *at, *end;
};

struct csv_row {
    const char *fields[CSV_FIELDS_MAX]; /* "" from count on, so that a short row reads as empty fields */
    size_t count;
};

void csv_init(struct csv *csv, const char *text, size_t len);

/* Read the next row; false at the end. Blank lines are passed over; fields beyond the maximum are dropped. */
bool csv_next(struct csv *csv, struct arena *arena, struct csv_row *ret) WARN_UNUSED;

/*
 * Append one cell of text. It is made visible (utf8.h), and one that a spreadsheet would run as a formula
 * gets an apostrophe in front.
 */
void csv_cell(struct buf *out, const char *text, size_t len);

#endif

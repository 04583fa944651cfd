// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * markdown: putting text of logs and people into Markdown so that it stays text.
 *
 * What is no plain text becomes visible marks (utf8.h), what Markdown or HTML would take as markup is
 * escaped, links do not become links. Both give one line.
 */
#ifndef TRAILCASE_REPORT_MARKDOWN_H
#define TRAILCASE_REPORT_MARKDOWN_H

#include "src/base/buf.h"

/* Append text, for prose and table cells. NULL appends nothing. */
void markdown_text(struct buf *out, const char *text);

/* Append `text` as code. A backtick in it becomes an apostrophe, a bar an escaped one. */
void markdown_code(struct buf *out, const char *text);

/* Append a word for a POSIX shell, quoted, as plain text for markdown_code(). */
void markdown_shell_word(struct buf *out, const char *text);

#endif

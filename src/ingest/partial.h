// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * partial: one CloudTrail-shaped JSON text out of a lossy view of an event: a row of a table, a Lake result,
 * an ECS document.
 *
 * Titles are matched without regard to case, blanks, dashes and underscores ("Event name" is eventName); what
 * has no place in a record keeps its own title. Values are taken as they stand: a cell that is JSON becomes
 * that JSON, of a struct printed as {type=IAMUser, …} only the members whose values cannot hold a separator
 * are read, and its text stays beside them. The member "trailcasePartial" says where it is from, so the label
 * travels with the text. Any thread.
 */
#ifndef TRAILCASE_INGEST_PARTIAL_H
#define TRAILCASE_INGEST_PARTIAL_H

#include "src/base/arena.h"
#include "src/base/jsonw.h"

enum { PARTIAL_IDENTITY_MOST = 8 };

struct partial {
    struct jsonw w;
    struct arena *scratch;
    struct {
        const char *name, *value;
        size_t len;
    } identity[PARTIAL_IDENTITY_MOST]; /* written at the end, as one object */
    size_t identity_count;
};

/* Is it that title? wanted is in lower case, without blanks, dashes and underscores. */
bool partial_title_is(const char *title, const char *wanted);

/* Begin a text in out. Values given to partial_cell() are borrowed until partial_end(). */
void partial_begin(struct partial *partial, const char *from, struct arena *scratch, struct buf *out);

/* One cell: its title and its text. An empty cell is left out. */
void partial_cell(struct partial *partial, const char *title, const char *text, size_t len);
void partial_end(struct partial *partial);

/* A whole view: a Lake row, an array of maps of one key; or an ECS document. False: it is neither. */
bool partial_row(const char *text, size_t len, struct arena *scratch, struct buf *out) WARN_UNUSED;
bool partial_ecs(const char *text, size_t len, struct arena *scratch, struct buf *out) WARN_UNUSED;

#endif

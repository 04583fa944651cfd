// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * values: what the case knows for completion, asked of the worker while the user types.
 *
 * One answer is held, the newest. An answer that is whole serves longer prefixes too. All in the main thread.
 */
#ifndef TRAILCASE_UI_APP_VALUES_H
#define TRAILCASE_UI_APP_VALUES_H

#include "src/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct app;

/* The field under which saved filters are asked for: items are their names, texts the filters. */
#define VALUES_SAVED "@"

/* Filled in the worker thread. */
struct values_found {
    struct arena arena;
    const char **items, **texts; /* texts: of saved filters; else NULL */
    size_t count;
    bool whole; /* there are no more */
};

struct values {
    char *field, *prefix; /* of what was asked last; NULL = nothing */
    bool ready;           /* found is the answer */
    char *use;            /* the saved filter to apply when the answer is there; NULL = none */
    struct values_found found;
};

/* Have the values of a field that begin with prefix brought, unless they are here or on their way. */
void values_want(struct app *app, const char *field, const char *prefix);

/* What is here for that; NULL = nothing yet. It may hold values that begin otherwise. */
const struct values_found *values_have(const struct app *app, const char *field, const char *prefix);

/* Apply the saved filter of a name as soon as it is here; say so when there is none. */
void values_use(struct app *app, const char *name);

/* Save the filter of the screen in front under a name, in the case. */
void values_save(struct app *app, const char *name);

void values_done(struct values *values);

#endif

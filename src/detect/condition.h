// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * condition: the line of a rule that says how its selections go together.
 *
 *     selection and not 1 of filter_*
 *
 * not binds stronger than and, and than or; `1 of`, `any of` and `all of` take a pattern of names or `them`.
 * Words compare without regard to case. What follows a `|` is left to the caller. Trees are in the arena.
 */
#ifndef TRAILCASE_DETECT_CONDITION_H
#define TRAILCASE_DETECT_CONDITION_H

#include "src/base/err.h"
#include "src/detect/rule.h"

enum { CONDITION_DEPTH = 50, CONDITION_BYTES_MAX = 16384, CONDITION_TERMS_MAX = 2000 };

struct selection {
    const char *name;
    const struct expr *expr;
    bool used; /* some condition named it */
};

struct selections {
    struct selection *items;
    size_t count;
};

/* NULL on failure. *ret_rest is what follows a |, or NULL. */
const struct expr *condition_parse(const char *text, struct selections *selections, struct arena *arena,
                                   const char **ret_rest, struct err *err) WARN_UNUSED;

/* An expression over parts; one part is itself. */
const struct expr *expr_join(struct arena *arena, enum expr_kind kind, const struct expr **parts,
                             size_t count);

#endif

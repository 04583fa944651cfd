// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * verdict: which of many expressions an event may match, by what its row says.
 *
 * Few combinations of names occur in many events, so each is judged once and remembered: first by the call
 * alone, then by whatever else the expressions left open ask about. Expressions that are certain not to match
 * are not in a verdict; of the others it says whether the record has to be asked. One thread; a verdict is
 * valid until the next event.
 */
#ifndef TRAILCASE_DETECT_VERDICT_H
#define TRAILCASE_DETECT_VERDICT_H

#include "src/detect/names.h"

struct open_expr {
    uint32_t index;
    bool certain; /* matches, whatever the record says */
};

struct verdict {
    int64_t ids[NAMES_AXES];
    struct open_expr *open;
    size_t count, size;
    unsigned asked; /* known fields the open ones still ask about: bits */
    bool used;
};

struct verdicts {
    const struct names *names;
    const struct expr *const *exprs;
    const unsigned *asks; /* of each expression, see expr_known() */
    size_t count;
    struct evaluator *evaluator;
    struct verdict *by_api;
    struct verdict *memo;
};

/* All but the evaluator is shared and outlives the verdicts. */
void verdicts_init(struct verdicts *verdicts, const struct names *names, struct evaluator *evaluator);
void verdicts_done(struct verdicts *verdicts);

/* flags: of the event; the row of some tells nothing. */
const struct verdict *verdict_of(struct verdicts *verdicts, const int64_t ids[NAMES_AXES], int64_t flags);

#endif

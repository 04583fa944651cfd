// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * evaluate: whether a rule's expression holds for an event. The only evaluator.
 *
 * With a record every test is true or false; a missing field is false for every test but null and exists:
 * false. With only what the case knows of an event without its record (struct known) the answer may also be
 * VERDICT_OPEN: then the record decides. "No" and "yes" are final, so records that cannot matter need not be
 * read.
 *
 * An evaluator belongs to one thread. Texts it gives are valid until the next event.
 */
#ifndef TRAILCASE_DETECT_EVALUATE_H
#define TRAILCASE_DETECT_EVALUATE_H

#include "src/base/json.h"
#include "src/detect/field.h"
#include "src/detect/rule.h"

/* Values of a field of the event at hand. */
struct seen_field {
    uint64_t event; /* which event they are of */
    struct field_values values;
};

struct evaluator {
    struct arena arena; /* of the event at hand */
    struct regex_room *regexes;
    const struct json *record;
    uint64_t event;          /* counts them, from 1 */
    struct seen_field *seen; /* by the numbers of fields */
};

void evaluator_init(struct evaluator *evaluator);
void evaluator_done(struct evaluator *evaluator);
CLEANUP_DEFINE(evaluator, struct evaluator, evaluator_done);

/* The event that is asked about from now on. False when text is no JSON; then nothing matches. */
bool evaluator_set(struct evaluator *evaluator, const char *text, size_t len) WARN_UNUSED;

/* The same with a record that is read already and outlives the asking. */
void evaluator_use(struct evaluator *evaluator, const struct json *record);

bool evaluate(struct evaluator *evaluator, const struct expr *expr);

/* The first value of a field as text, or NULL: what events are grouped and counted by. */
const char *evaluator_value(struct evaluator *evaluator, const char *field);

/* What the case knows; NULL: not known; known_absent: the record does not have it. */
extern const char known_absent[];
struct known {
    const char *values[KNOWN__COUNT];
};

enum open_verdict { OPEN_NO, OPEN_YES, OPEN_MAYBE };
enum open_verdict evaluate_known(struct evaluator *evaluator, const struct expr *expr,
                                 const struct known *known);

/* Which of the known fields an expression asks about: bits. */
unsigned expr_known(const struct expr *expr);

#endif

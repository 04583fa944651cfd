// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * trait: what rules like to ask of an event besides the values the case has dictionaries for.
 *
 * The traits of an event are one short text, a JSON array of the values of TRAIT_LIST in their order; the
 * case keeps each text once, as few differ. Only a record that says these fields as CloudTrail does has one:
 * each absent or a plain word, no key with a dot that would be taken for one of them, and call, agent,
 * address, region and key id absent or words, too. So an event with traits can be judged by its row: what the
 * row does not have the record does not have. Of any other event only the record tells. Any thread.
 */
#ifndef TRAILCASE_MODEL_TRAIT_H
#define TRAILCASE_MODEL_TRAIT_H

#include "src/base/json.h"

/* X(name, field). Of TRAIT_MESSAGE, which may be long, only whether it is there: an empty word, or null. */
#define TRAIT_LIST(X)                                                                                        \
    X(TYPE, "userIdentity.type")                                                                             \
    X(ARN, "userIdentity.arn")                                                                               \
    X(INVOKED_BY, "userIdentity.invokedBy")                                                                  \
    X(ISSUER_TYPE, "userIdentity.sessionContext.sessionIssuer.type")                                         \
    X(ERROR, "errorCode")                                                                                    \
    X(MESSAGE, "errorMessage")                                                                               \
    X(READ_ONLY, "readOnly")                                                                                 \
    X(MANAGEMENT, "managementEvent")                                                                         \
    X(EVENT_TYPE, "eventType")                                                                               \
    X(ENDPOINT, "vpcEndpointId")

#define TRAIT_NAME(name, field) TRAIT_##name,
enum trait { TRAIT_LIST(TRAIT_NAME) TRAIT__COUNT };
#undef TRAIT_NAME

extern const char *const trait_fields[TRAIT__COUNT];

struct trait_input {
    const struct json *record, *identity;
    const struct json *values[TRAIT__COUNT - TRAIT_ERROR]; /* members of the record, from TRAIT_ERROR on */
    const struct json *words[5];                           /* call, agent, address, region */
};

/* The traits of a record, in the arena, or NULL when it has none. */
const char *trait_of(const struct trait_input *in, struct arena *arena);

/* From such a text: values in the arena, NULL for what is absent. False for any other text. */
bool trait_read(const char *text, struct arena *arena, const char *ret[TRAIT__COUNT]) WARN_UNUSED;

#endif

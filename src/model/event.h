// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * event: what trailcase derives from one CloudTrail record: who, when, from where, with what, what became of
 * it.
 *
 * Every member of a record is optional and may have the wrong type; only "a JSON object with some of
 * eventName, eventSource, eventTime, eventType, eventID" is relied on. What cannot be an event (no time, a
 * statistic) is refused with a reason; nothing is guessed. The record's text is kept elsewhere, verbatim.
 *
 * All strings of a struct event live in the arena given to event_derive(). Any thread.
 */
#ifndef TRAILCASE_MODEL_EVENT_H
#define TRAILCASE_MODEL_EVENT_H

#include "src/model/issuance.h"
#include "src/model/outcome.h"
#include "src/model/principal.h"
#include "src/model/resource.h"
#include "src/model/session.h"

/* Bits of event.flags in the case. */
enum event_flag {
    EVENT_CONSOLE = 1,         /* made in the web console */
    EVENT_MFA = 2,             /* the session was opened with a second factor */
    EVENT_DRY_RUN = 4,         /* a dry run: nothing was done, whatever the outcome */
    EVENT_DATA = 8,            /* a data event */
    EVENT_BY_SERVICE = 16,     /* made by a service, or by one on behalf of the principal */
    EVENT_INSIGHT = 32,        /* an Insight: a statistic about calls, dated when it began or ended */
    EVENT_NETWORK = 64,        /* network activity: a second view of a call at a VPC endpoint */
    EVENT_SERVICE_EVENT = 128, /* something a service did by itself (AwsServiceEvent) */
    EVENT_PARTIAL = 256, /* known from a lossy view of it only: a row of a table, a flattened document */
};

enum { EVENT_UUID_BYTES = 16 };

struct event {
    bool has_uuid;
    unsigned char uuid[EVENT_UUID_BYTES];
    const char *uid; /* eventID when it is no lower-case UUID; NULL when the record has none */
    int64_t time_s;
    struct principal principal;
    struct session session;
    const char *address, *key, *agent, *region, *account, *error; /* NULL when absent */
    const char *source, *name;                                    /* "" when absent */
    const char *traits;                                           /* trait.h; NULL: none */
    bool read_only;
    enum outcome outcome;
    int flags;
    const char *shared, *request, *amends; /* what links it to others, see link_key; NULL: nothing */
    size_t resource_count;
    const struct resource *resources;
    const struct issuance *issuance; /* NULL: it issued nothing */
};

/*
 * Derive all of *ret from a parsed record; its strings are copied into keep, scratch may be cleared
 * afterwards. NULL, or why the record is no event (static text).
 */
const char *event_derive(const struct json *record, struct arena *scratch, struct arena *keep,
                         struct event *ret) WARN_UNUSED;

/* Sixteen bytes of a UUID in lower case with its four dashes; false for anything else. */
bool event_uuid(const char *text, unsigned char out[EVENT_UUID_BYTES]);

#endif

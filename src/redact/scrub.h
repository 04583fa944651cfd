// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scrub: texts with every account, key, id, address and name in them replaced by its pseudonym (alias.h).
 *
 * What has a form of its own (account ids, access keys and unique ids, addresses and networks, ids such as
 * sg-…, ARNs, mail addresses) is found anywhere. Names are learned where they stand by themselves (the
 * columns of a case, members such as userName, the parts of an ARN) and then found in running text too, if
 * they have three letters or more. So learn everything first: a first pass whose results are thrown away.
 * What AWS itself calls so (services, regions, managed policies) stays. Never the same text twice: a
 * pseudonym would be taken for a value.
 */
#ifndef TRAILCASE_REDACT_SCRUB_H
#define TRAILCASE_REDACT_SCRUB_H

#include "src/base/buf.h"
#include "src/redact/alias.h"

struct scrub {
    struct aliases *aliases;
    const char *const *keep; /* words that are no names, in the order of strcmp() */
    size_t keep_count;
    size_t least;     /* letters of a name that is looked for in running text; 0: three */
    const char *kind; /* of names that are met; "name" when NULL */
};

/* Running text. */
void scrub_text(struct scrub *scrub, const char *text, size_t len, struct buf *out);

/* A user agent: its words are programs and systems, so only longer names are looked for. */
void scrub_agent(struct scrub *scrub, const char *text, size_t len, struct buf *out);

/* A text that is one name, or a path of names. */
void scrub_value(struct scrub *scrub, const char *text, size_t len, struct buf *out);

/* JSON: its strings, secrets hidden; members that only AWS fills are left as they are. */
void scrub_json(struct scrub *scrub, const char *text, size_t len, struct buf *out);

#endif

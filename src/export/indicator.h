// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * indicator: what of the attributed events another team can look for: addresses, keys, principals, sessions
 * and agents, in this order and by first use. The list owns what it holds; the connection must outlive it.
 */
#ifndef TRAILCASE_EXPORT_INDICATOR_H
#define TRAILCASE_EXPORT_INDICATOR_H

#include "src/base/uuid.h"
#include "src/scope/facts.h"
#include "src/scope/mark.h"

struct indicator {
    enum fact_dim dim;
    const char *type, *value;
    const char *name, *account; /* NULL where the type has none */
    enum verdict verdict;       /* VERDICT_NONE: no mark of its own */
    bool is_ip;                 /* of an address: no name of a service, no place that the cloud lends */
    int64_t events, first_s, last_s;
};

struct indicators {
    const struct indicator *items;
    size_t count;
    struct facts facts;
};

bool indicators_load(struct indicators *ret, struct db *db, struct err *err) WARN_UNUSED;
void indicators_done(struct indicators *list);
CLEANUP_DEFINE(indicators, struct indicators, indicators_done);

/* The part of a principal's key by which records name it ("AIDA…", "AROA…"); NULL when it is none such. */
const char *indicator_unique_id(const struct indicator *indicator);

/* An id that follows from a kind of thing and its name. */
const char *indicator_uuid(const char *kind, const char *name, char out[UUID_TEXT_SIZE]);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * mmdb: owners and places of addresses from a database in MaxMind's format (GeoLite2, DB-IP, ipinfo). The
 * only home of libmaxminddb.
 *
 * A file is mapped, not read; one thread. What a database does not hold stays absent: one of numbers knows no
 * cities. A damaged file is an error at opening or at the look-up that meets the damage.
 */
#ifndef TRAILCASE_ENRICH_MMDB_H
#define TRAILCASE_ENRICH_MMDB_H

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/model/address.h"

struct mmdb;

struct mmdb_entry {
    int64_t asn; /* 0: not told */
    const char *owner, *country, *city;
};

bool mmdb_open(struct mmdb **ret, const char *path, struct err *err) WARN_UNUSED;
void mmdb_close(struct mmdb *mmdb);
CLEANUP_DEFINE_PTR(mmdb, struct mmdb, mmdb_close);

/* Look an address up. Nothing found is an entry without anything. Texts go into the arena. */
bool mmdb_find(struct mmdb *mmdb, const unsigned char ip[ADDRESS_BYTES], struct arena *arena,
               struct mmdb_entry *ret, struct err *err) WARN_UNUSED;

#endif

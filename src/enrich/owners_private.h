// SPDX-License-Identifier: GPL-3.0-or-later
/* What owners.c and owners_add.c share. */
#ifndef TRAILCASE_ENRICH_OWNERS_PRIVATE_H
#define TRAILCASE_ENRICH_OWNERS_PRIVATE_H

#include "src/store/db.h"

/* Note a file in the case; one of the same kind and name takes its place. */
bool owners_remember(struct db *db, const char *kind, const char *name, const char *path, const char *verdict,
                     struct err *err) WARN_UNUSED;

#endif

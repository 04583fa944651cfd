// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * known: what the case already holds of a source, by its path and bytes. Has its own connection, as it is
 * asked by the reader's thread while another one writes.
 */
#ifndef TRAILCASE_INGEST_KNOWN_H
#define TRAILCASE_INGEST_KNOWN_H

#include "src/ingest/block.h"
#include "src/store/db.h"

/* Does the case have any row of this path? */
bool known_path(struct db *db, const char *path, bool *ret, struct err *err) WARN_UNUSED;

/*
 * Look for the source. *ret_unchanged: the same bytes are in the case (or it could not be read then either,
 * for the same reason). Else source->row is set when an earlier run that was cut short began this very file.
 */
bool known_source(struct db *db, struct source *source, bool *ret_unchanged, struct err *err) WARN_UNUSED;

/* Hand over what came out of an archive that is unchanged; false from take ends it. */
bool known_members(struct db *db, const char *archive, bool (*take)(void *arg, const struct source *member),
                   void *arg, struct err *err) WARN_UNUSED;

#endif

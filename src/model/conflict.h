// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * conflict: what two versions of one record say differently, member by member. Secrets are hidden on both
 * sides before they are compared, so a difference in one is not told. For events whose eventID came with more
 * than one content: redaction, another writer, or tampering. Any thread.
 */
#ifndef TRAILCASE_MODEL_CONFLICT_H
#define TRAILCASE_MODEL_CONFLICT_H

#include "src/base/arena.h"

struct conflict_difference {
    const char *path;         /* userIdentity.sessionContext, resources[0].ARN */
    const char *kept, *other; /* values as text; NULL: not there */
};

/*
 * Compare two texts. Fills ret[0..most) with the first differences, strings in the arena, and returns how
 * many there are in all. What is no JSON is one value.
 */
size_t conflict_compare(const char *const texts[2], const size_t lens[2], struct arena *arena,
                        struct conflict_difference *ret, size_t most);

#endif

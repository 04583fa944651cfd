// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * residue_read: from the record of one call to the things it is about, as residue_table.h tells where to
 * look.
 *
 * Everything returned lives in the arena. A member that is not there gives NULL, never a guess.
 */
#ifndef TRAILCASE_SCOPE_RESIDUE_READ_H
#define TRAILCASE_SCOPE_RESIDUE_READ_H

#include "src/base/json.h"
#include "src/scope/residue_table.h"

struct residue_thing {
    const char *name, *part, *id; /* NULL: the record does not say, or the call names none */
    const char *text;             /* what was written; of a rule the permission as the AWS CLI takes it */
};

struct residue_things {
    struct residue_thing *items;
    size_t count, size;
};

/* Does the condition of a call hold for a record? */
bool residue_applies(const struct residue_call *call, const struct json *record, struct arena *arena);

/*
 * Append what the record names. Nothing when it names nothing and the call needs a name, except for one that
 * opens: then one thing without a name, as something was made all the same.
 */
void residue_read(const struct residue_call *call, const struct json *record, struct arena *arena,
                  struct residue_things *out);

void residue_things_add(struct residue_things *things, struct arena *arena, struct residue_thing thing);

/* Texts of a path, in the order of the record. */
struct residue_texts {
    const char **items;
    size_t count, size;
};
void residue_collect(const struct json *record, const char *path, struct arena *arena,
                     struct residue_texts *out);

#endif

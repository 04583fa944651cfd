// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * checklist_policy: as much as the owner's own calls need, as an IAM policy: the permissions they take, each
 * on what its calls were on where all records of them say so, else on anything.
 *
 * Policies live in the list's arena. Any thread with its own connection.
 */
#ifndef TRAILCASE_SCOPE_CHECKLIST_POLICY_H
#define TRAILCASE_SCOPE_CHECKLIST_POLICY_H

#include "src/scope/phrase.h"
#include "src/store/db.h"

/* A permission that the owner's calls take. */
struct policy_right {
    const char *action;
    struct words on; /* ARNs */
    bool anywhere;   /* some of the calls do not say what they were on */
};

struct policy_rights {
    struct policy_right *items;
    size_t count, size;
};

/* A call of the owner's takes this permission; its record names what it was on in all of its calls, or not.
 */
struct policy_right *policy_add(struct policy_rights *rights, struct arena *arena, const char *action);

/* The right of an action, NULL when there is none. */
struct policy_right *policy_find(const struct policy_rights *rights, const char *action);

/* The document. A permission on more than POLICY_ARNS_MAX things is on anything. */
enum { POLICY_ARNS_MAX = 10 };
const char *policy_write(const struct policy_rights *rights, struct arena *arena);

#endif

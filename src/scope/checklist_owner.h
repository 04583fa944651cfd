// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * checklist_owner: what the owner of a credential does with it, which is what a step costs and what is enough
 * for them. Texts live in the arena of the list.
 */
#ifndef TRAILCASE_SCOPE_CHECKLIST_OWNER_H
#define TRAILCASE_SCOPE_CHECKLIST_OWNER_H

#include "src/scope/checklist.h"

enum { OWNER_DAYS = 7, OWNER_ADDRESSES_MAX = 20 };

struct owner_use {
    int64_t events;
    struct words from; /* addresses, as networks of 256 where they are many; busiest first */
};

/* Since a moment, of a FACT_KEY or FACT_PRINCIPAL. from_s INT64_MIN: ever. */
bool owner_use_load(struct owner_use *ret, struct checklist *list, enum fact_dim dim, int64_t id,
                    int64_t from_s, struct err *err) WARN_UNUSED;

/* "The owner's own scripts use this key: 214 calls from 198.51.100.0/24 in the last 7 days of these logs.";
 * NULL when nobody did. */
bool owner_cost(struct checklist *list, enum fact_dim dim, int64_t id, const char **ret,
                struct err *err) WARN_UNUSED;

struct owner_rights {
    const char *policy;  /* of the calls that are not the attacker's; NULL when there are none */
    int64_t calls;       /* how many these are */
    struct words beyond; /* what the attacker's calls needed and those do not */
};

bool owner_rights_load(struct owner_rights *ret, struct checklist *list, int64_t principal_id,
                       struct err *err) WARN_UNUSED;

/* Does the attacker's own thing of that name have its items already? account NULL: in any. */
bool checklist_has_made(const struct checklist *list, enum residue_kind kind, const char *name,
                        const char *account);

/* Put "access key AKIA… of user x: 14 attributed calls, …" and these calls into an item. */
void checklist_say_use(struct checklist *list, struct checklist_item *like, const struct credential *c);

bool credential_is_type(const struct credential *c, const char *type);
struct recipe_values credential_values(const struct credential *c);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * lead_groups: leads under what they have in common: a technique, or a principal whose events they are.
 *
 * A lead stands under each of its techniques or principals. Groups come in the order of their first leads,
 * and so the ones most worth a look first; leads that are past (lead.h) come last, under a heading of their
 * own. All three arrangements are made at once, so that changing between them asks nothing of the case.
 */
#ifndef TRAILCASE_DETECT_LEAD_GROUPS_H
#define TRAILCASE_DETECT_LEAD_GROUPS_H

#include "src/detect/lead.h"

enum lead_grouping { LEADS_ALL, LEADS_BY_TECHNIQUE, LEADS_BY_PRINCIPAL, LEADS_GROUPING__COUNT };

/* A heading, or a lead. */
struct lead_row {
    const char *heading;               /* NULL: a lead */
    const struct lead *lead;           /* NULL: a heading */
    const char *technique, *principal; /* what the group has in common; NULL: nothing */
    int64_t events, first_event;       /* of the lead, in the group */
    size_t leads;                      /* under a heading */
};

struct lead_rows {
    struct lead_row *items;
    size_t count;
};

struct lead_groups {
    struct lead_list list;
    struct lead_rows rows[LEADS_GROUPING__COUNT];
    int64_t events; /* of all leads of rules that are not past */
    struct arena arena;
};

bool lead_groups_load(struct lead_groups *ret, struct db *db, struct err *err) WARN_UNUSED;
void lead_groups_done(struct lead_groups *groups);

#endif

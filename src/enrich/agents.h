// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * agents: what the agents of a case are, told anew when the rules that tell it (model/agent.h) have changed
 * since, or the case is older than they are. New agents are told as they are stored.
 */
#ifndef TRAILCASE_ENRICH_AGENTS_H
#define TRAILCASE_ENRICH_AGENTS_H

#include "src/store/db.h"

/* Costs one look-up when there is nothing to do. The connection must be one that may write. */
bool agents_refresh(struct db *db, struct err *err) WARN_UNUSED;

#endif

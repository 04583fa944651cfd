// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * issuance_add: writes what an event issued into the case. Inside a transaction. One thread, the
 * connection's.
 */
#ifndef TRAILCASE_MODEL_ISSUANCE_ADD_H
#define TRAILCASE_MODEL_ISSUANCE_ADD_H

#include "src/model/event.h"
#include "src/store/db.h"

/* Does nothing when the event issued nothing, or when what it issued is there. */
bool issuance_add(struct db *db, int64_t event_id, const struct event *event, struct err *err) WARN_UNUSED;

/* Before a whole record takes the place of a partial one. */
bool issuance_forget(struct db *db, int64_t event_id, struct err *err) WARN_UNUSED;

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * alert: a lead from outside: a ticket, a message of another team, the JSON of another system.
 *
 * It is linked to what it names in the case: an event, a key, an address, a principal. In JSON these are
 * looked for in all its texts; the first of each kind counts. Each alert is journalled and can be undone.
 */
#ifndef TRAILCASE_DETECT_ALERT_H
#define TRAILCASE_DETECT_ALERT_H

#include "src/base/json.h"
#include "src/detect/rule.h"
#include "src/store/db.h"

enum { ALERT_BYTES_MAX = 1 << 20 };

struct alert {
    int64_t id;
    const char *title;
    enum rule_level level;
    const char *event, *key, *address, *principal; /* eventID; as the dictionaries; NULL: not named */
    const char *body;                              /* NULL: it was one word */
};

/* From a word that names something in the case, or else the text of a JSON object. Strings are in the arena.
 */
bool alert_read(struct db *db, const char *text, struct arena *arena, struct alert *ret,
                struct err *err) WARN_UNUSED;

/* Keep it; its id is set. */
bool alert_add(struct db *db, struct alert *alert, struct err *err) WARN_UNUSED;

/* For undo, inside a transaction; and for replay. */
bool alert_restore(struct db *db, const struct json *detail, struct err *err) WARN_UNUSED;
bool alert_again(struct db *db, const struct json *detail, struct err *err) WARN_UNUSED;

#endif

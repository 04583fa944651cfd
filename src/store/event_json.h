// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * event_json: the SQL functions that give stored records back.
 *
 *   event_json(event_id)   the record byte for byte as found, as text; NULL when there is no such event
 *   record_text(body)      the same for the body of a row of `record` or `conflict`
 *
 * The same file, compiled against sqlite3ext.h, is the loadable extension for stock sqlite3.
 */
#ifndef TRAILCASE_STORE_EVENT_JSON_H
#define TRAILCASE_STORE_EVENT_JSON_H

struct sqlite3;

/* Register the functions on a connection, which then owns what they need. Returns an SQLite code. */
int event_json_register(struct sqlite3 *sqlite);

#endif

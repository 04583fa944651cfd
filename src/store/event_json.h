// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * event_json: the SQL functions that give stored records back.
 *
 *   event_json(event_id)     the record byte for byte as found, as text; NULL when there is no such event
 *   event_source(event_id)   the source it was found in first, and
 *   event_offset(event_id)   where in its uncompressed content; NULL when `sighting` says that (cases older
 * than version 17) record_text(body)        the text of the body of a row of `record`, `conflict` or
 * `partial`
 *
 * The same file, compiled against sqlite3ext.h, is the loadable extension for stock sqlite3.
 */
#ifndef TRAILCASE_STORE_EVENT_JSON_H
#define TRAILCASE_STORE_EVENT_JSON_H

struct sqlite3;
struct db_redactor;

/* Register the functions on a connection, which then owns what they need. Records go through the redactor
 * (db.h), where one is set; NULL: there never is. Returns an SQLite code. */
int event_json_register(struct sqlite3 *sqlite, const struct db_redactor *redactor);

#endif

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_pack_of_event: the pack that holds the record of an event, or would.
-- params:  :event_id INTEGER
-- columns: first_event_id INTEGER, events INTEGER, places BLOB, body BLOB
-- plan:    primary key
SELECT first_event_id, events, places, body
  FROM pack
 WHERE first_event_id <= :event_id
 ORDER BY first_event_id DESC
 LIMIT 1;

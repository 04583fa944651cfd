-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_event_if_uid: an event and its stored record, if it has this uid.
-- params:  :event_id INTEGER; :uid ANY
-- columns: event_id INTEGER, body BLOB, flags INTEGER
-- plan:    primary keys
SELECT e.event_id, r.body, e.flags
  FROM event AS e
  JOIN record AS r USING (event_id)
 WHERE e.event_id = :event_id
   AND +e.uid = :uid;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_event_by_uid: the event with a uid, and its stored record.
-- params:  :uid ANY
-- columns: event_id INTEGER, body BLOB, flags INTEGER
-- plan:    ix_event_uid
SELECT e.event_id, r.body, e.flags
  FROM event AS e
  JOIN record AS r USING (event_id)
 WHERE e.uid = :uid;

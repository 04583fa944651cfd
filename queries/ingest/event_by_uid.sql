-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_event_by_uid: the event with a uid.
-- params:  :uid ANY
-- columns: event_id INTEGER, flags INTEGER
-- plan:    ix_event_uid
SELECT event_id, flags
  FROM event
 WHERE uid = :uid;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_event_if_uid: an event, if it has this uid.
-- params:  :event_id INTEGER; :uid ANY
-- columns: event_id INTEGER, flags INTEGER
-- plan:    primary key
SELECT event_id, flags
  FROM event
 WHERE event_id = :event_id
   AND +uid = :uid;

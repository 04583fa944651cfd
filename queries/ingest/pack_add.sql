-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_pack_add: keep the records of events that came one after the other.
-- params:  :first_event_id INTEGER; :events INTEGER; :places BLOB; :body BLOB
-- columns: none
-- plan:    insert
INSERT INTO pack (first_event_id, events, places, body)
VALUES (:first_event_id, :events, :places, :body);

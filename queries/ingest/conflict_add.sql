-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_conflict_add: keep another version of an event.
-- params:  :event_id INTEGER; :source_id INTEGER; :offset_bytes INTEGER; :body BLOB
-- columns: none
-- plan:    primary key
INSERT OR IGNORE INTO conflict (event_id, source_id, offset_bytes, body)
VALUES (:event_id, :source_id, :offset_bytes, :body);

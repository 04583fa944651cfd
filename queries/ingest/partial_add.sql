-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_partial_add: keep a lossy view of an event that is there.
-- params:  :event_id INTEGER; :source_id INTEGER; :offset_bytes INTEGER; :body BLOB
-- columns: none
-- plan:    primary key
INSERT OR IGNORE INTO partial (event_id, source_id, offset_bytes, body)
VALUES (:event_id, :source_id, :offset_bytes, :body);

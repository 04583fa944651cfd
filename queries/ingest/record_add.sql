-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_record_add: keep the record of an event.
-- params:  :event_id INTEGER; :body BLOB
-- columns: none
-- plan:    insert
INSERT INTO record (event_id, body)
VALUES (:event_id, :body);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_record_replace: the whole record in the place of a lossy view, which is in `partial` by then.
-- params:  :event_id INTEGER; :body BLOB
-- columns: none
-- plan:    primary key
INSERT OR REPLACE INTO record (event_id, body)
VALUES (:event_id, :body);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_skipped_file_add: a file was left out for the date in its name.
-- params:  :path TEXT; :ingest_id INTEGER; :filter TEXT
-- columns: none
-- plan:    primary key
INSERT OR REPLACE INTO skipped_file (path, ingest_id, filter)
VALUES (:path, :ingest_id, :filter);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_source_add: a source begins.
-- params:  :ingest_id INTEGER; :path TEXT; :size_bytes INTEGER; :mtime_s INTEGER; :sha256 BLOB or NULL
--          while not known
-- columns: none
-- plan:    insert
INSERT INTO source (ingest_id, path, size_bytes, mtime_s, sha256, status)
VALUES (:ingest_id, :path, :size_bytes, :mtime_s, :sha256, 'reading');

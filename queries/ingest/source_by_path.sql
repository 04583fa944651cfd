-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_source_by_path: every row of a path, newest first.
-- params:  :path TEXT
-- columns: source_id INTEGER, status TEXT, reason TEXT, sha256 BLOB, size_bytes INTEGER, mtime_s INTEGER,
--          rejected INTEGER, container TEXT, skipped INTEGER, filter TEXT
-- plan:    ix_source_path
SELECT source_id, status, reason, sha256, size_bytes, mtime_s, rejected, container, skipped, filter
  FROM source
 WHERE path = :path
 ORDER BY source_id DESC;

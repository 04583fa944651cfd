-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_refused: files that were refused, and why.
-- params:  :limit INTEGER
-- columns: path TEXT, reason TEXT
-- plan:    scan source
SELECT path, coalesce(reason, 'no reason kept') AS reason
  FROM source
 WHERE status = 'refused'
 ORDER BY path, source_id
 LIMIT :limit;

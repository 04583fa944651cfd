-- SPDX-License-Identifier: GPL-3.0-or-later
-- source_inventory: every file of the case with the hash of its uncompressed content.
-- params:  none
-- columns: source_id INTEGER, path TEXT, status TEXT, reason TEXT, sha256_content BLOB, tail_bytes INTEGER,
--          is_digest INTEGER
-- plan:    scan source
SELECT source.source_id, source.path, source.status, source.reason, source.sha256_content, source.tail_bytes,
       digest.source_id IS NOT NULL AS is_digest
  FROM source
  LEFT JOIN digest USING (source_id)
 ORDER BY source.source_id;

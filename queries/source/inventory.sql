-- SPDX-License-Identifier: GPL-3.0-or-later
-- source_inventory: every file of the case with the hash of its uncompressed content, and those that ingest left unopened.
-- params:  none
-- columns: source_id INTEGER, path TEXT, status TEXT, reason TEXT, sha256_content BLOB, tail_bytes INTEGER,
--          is_digest INTEGER
-- plan:    scan source, skipped_file; ix_source_path
SELECT source.source_id, source.path, source.status, source.reason, source.sha256_content, source.tail_bytes,
       digest.source_id IS NOT NULL AS is_digest
  FROM source
  LEFT JOIN digest USING (source_id)
 UNION ALL
SELECT 0, f.path, 'skipped', 'left out by ' || f.filter, NULL, 0, 0
  FROM skipped_file AS f
 WHERE NOT EXISTS (SELECT 1 FROM source WHERE source.path = f.path)
 ORDER BY 1, 2;

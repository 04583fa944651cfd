-- SPDX-License-Identifier: GPL-3.0-or-later
-- digest_all: every digest file of the case with its text.
-- params:  none
-- columns: source_id INTEGER, path TEXT, account TEXT, region TEXT, trail TEXT, home_region TEXT,
--          backfill INTEGER, tail_bytes INTEGER, sha256_content BLOB, body BLOB
-- plan:    scan digest
SELECT digest.source_id, source.path, digest.account, digest.region, digest.trail,
       digest.home_region, digest.backfill, source.tail_bytes,
       source.sha256_content, digest.body
  FROM digest
  JOIN source USING (source_id)
 ORDER BY digest.source_id;

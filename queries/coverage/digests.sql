-- SPDX-License-Identifier: GPL-3.0-or-later
-- coverage_digests: the times that digest files speak of.
-- params:  none
-- columns: account TEXT, region TEXT, start_s INTEGER, end_s INTEGER
-- plan:    scan digest
SELECT account, region, start_s, end_s
  FROM digest
 WHERE problem IS NULL
   AND region IS NOT NULL
   AND NOT backfill
   AND end_s > start_s
 ORDER BY source_id;

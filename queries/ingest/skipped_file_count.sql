-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_skipped_file_count: files that were left out and never read since.
-- params:  none
-- columns: files INTEGER
-- plan:    scan skipped_file
SELECT count(*) AS files
  FROM skipped_file AS f
 WHERE NOT EXISTS (SELECT 1 FROM source AS s WHERE s.path = f.path);

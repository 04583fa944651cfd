-- SPDX-License-Identifier: GPL-3.0-or-later
-- coverage_left_out: what the options of ingests left out and no later run took in: records skipped in files that were read,
--          and files that were not opened.
-- params:  none
-- columns: options TEXT, records INTEGER, files INTEGER
-- plan:    scan source, skipped_file; ix_source_path
WITH left_out AS (
    SELECT s.filter, s.skipped AS records, 0 AS files
      FROM source AS s
     WHERE s.skipped > 0
       AND s.filter IS NOT NULL
       AND NOT EXISTS (SELECT 1
                         FROM source AS later
                        WHERE later.path = s.path
                          AND later.source_id > s.source_id
                          AND later.sha256 = s.sha256)
     UNION ALL
    SELECT f.filter, 0 AS records, 1 AS files
      FROM skipped_file AS f
     WHERE NOT EXISTS (SELECT 1 FROM source WHERE source.path = f.path))
SELECT filter AS options, sum(records) AS records, sum(files) AS files
  FROM left_out
 GROUP BY filter
 ORDER BY filter;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- coverage_files: the names of the log files that were read.
-- params:  none
-- columns: path TEXT
-- plan:    scan source
SELECT path
  FROM source
 WHERE status = 'read'
   AND source_id NOT IN (SELECT source_id FROM digest);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- source_other_versions: how many runs of ingest were of another version of the program.
-- params:  :version TEXT
-- columns: runs INTEGER
-- plan:    scan ingest
SELECT count(*) AS runs
  FROM ingest
 WHERE tool_version <> :version;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_index_there: whether the case has an index.
-- params:  :name TEXT
-- columns: there INTEGER
-- plan:    scan sqlite_schema
SELECT count(*) AS there
  FROM sqlite_schema
 WHERE type = 'index'
   AND name = :name;

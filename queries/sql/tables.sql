-- SPDX-License-Identifier: GPL-3.0-or-later
-- sql_tables: tables and views of the case.
-- params:  none
-- columns: name TEXT
-- plan:    scan sqlite_schema
SELECT name
  FROM sqlite_schema
 WHERE type IN ('table', 'view')
   AND name NOT LIKE 'sqlite^_%' ESCAPE '^'
 ORDER BY name

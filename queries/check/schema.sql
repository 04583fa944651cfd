-- SPDX-License-Identifier: GPL-3.0-or-later
-- check_schema: the tables, views, indexes and triggers of a case as they were made.
-- params:  none
-- columns: name TEXT, type TEXT, sql TEXT
-- plan:    scan sqlite_schema
SELECT name, type, sql
  FROM sqlite_schema
 WHERE sql IS NOT NULL
   AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
 ORDER BY name, type;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- sql_words: names of tables, views and their columns, for completion.
-- params:  none
-- columns: name TEXT
-- plan:    scan sqlite_schema
SELECT name
  FROM sqlite_schema
 WHERE type IN ('table', 'view')
 UNION
SELECT columns.name
  FROM sqlite_schema AS t
  JOIN pragma_table_info(t.name) AS columns
 WHERE t.type IN ('table', 'view')

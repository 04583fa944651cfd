-- SPDX-License-Identifier: GPL-3.0-or-later
-- sql_schema: what tables, views and indexes were made with, comments and all.
-- params:  :name TEXT  of one table or view; NULL for all
-- columns: sql TEXT
-- plan:    scan sqlite_schema
SELECT sql
  FROM sqlite_schema
 WHERE sql IS NOT NULL
   AND (:name IS NULL OR tbl_name LIKE :name)
 ORDER BY tbl_name, type DESC, name

-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_principal: ids of what principal: means.
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan principal
SELECT principal_id AS id
  FROM principal
 WHERE key LIKE :pattern ESCAPE '\'
    OR name LIKE :pattern ESCAPE '\'
    OR arn LIKE :pattern ESCAPE '\'
 UNION
SELECT principal_id
  FROM principal_name
 WHERE name LIKE :pattern ESCAPE '\'
    OR arn LIKE :pattern ESCAPE '\'

-- SPDX-License-Identifier: GPL-3.0-or-later
-- mark_find_principal: the principals a typed text may mean: key, ARN, or a name it has or had.
-- params:  :text TEXT
-- columns: value TEXT, label TEXT, exact INTEGER
-- plan:    scan principal
SELECT p.key AS value,
       p.name || ' (' || coalesce(p.type, 'unknown') || coalesce(', account ' || p.account, '') || ')' AS label,
       p.key = :text OR coalesce(p.arn, '') = :text AS exact
  FROM principal AS p
 WHERE p.key = :text
    OR p.arn = :text
    OR p.name = :text COLLATE NOCASE
    OR EXISTS (SELECT 1
                 FROM principal_name AS n
                WHERE n.principal_id = p.principal_id
                  AND (n.name = :text COLLATE NOCASE OR n.arn = :text))
 ORDER BY exact DESC, value
 LIMIT 9;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_principal: a principal: its name, when used.
-- params:  :value TEXT  its key
-- columns: label TEXT, type TEXT, account TEXT, first_s INTEGER, last_s INTEGER, events INTEGER
-- plan:    unique index, then activity by principal
SELECT p.name AS label, p.type, p.account, min(a.first_s) AS first_s, max(a.last_s) AS last_s,
       coalesce(sum(a.events), 0) AS events
  FROM principal AS p
  LEFT JOIN activity AS a ON a.principal_id = p.principal_id
 WHERE p.key = :value
 GROUP BY p.principal_id;

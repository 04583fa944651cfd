-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_principal_keys: the long-lived keys that a principal used.
-- params:  :value TEXT  its key; :limit INTEGER
-- columns: kind TEXT, value TEXT
-- plan:    activity by principal
SELECT DISTINCT 'key' AS kind, k.value
  FROM principal AS p
 CROSS JOIN activity AS a ON a.principal_id = p.principal_id
 CROSS JOIN key AS k ON k.key_id = a.key_id
 WHERE p.key = :value
   AND k.kind = 'long-lived'
 ORDER BY k.value
 LIMIT :limit;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- checklist_issued: the sessions that attributed calls opened, whether they were used or not, oldest first.
-- params:  none
-- columns: event_id INTEGER, time_s INTEGER, api TEXT, what TEXT, key TEXT (NULL: hidden), is_used INTEGER, role_arn TEXT,
--          role_id INTEGER (NULL: not in the case), type TEXT (of the caller), caller TEXT, account TEXT (of the caller),
--          caller_id INTEGER
-- plan:    scan issuance, scan principal, then primary keys and unique indexes
SELECT i.event_id, i.time_s, api.base_name AS api, i.what, i.issued AS key,
       EXISTS (SELECT 1
                 FROM key
                 JOIN event AS u ON u.key_id = key.key_id
                WHERE key.value = i.issued
                  AND u.key_id <> 0) AS is_used,
       i.role_arn,
       (SELECT r.principal_id FROM principal AS r WHERE r.arn = i.role_arn LIMIT 1) AS role_id,
       p.type, p.name AS caller, p.account, e.principal_id AS caller_id
  FROM issuance AS i
 CROSS JOIN attribution AS a ON a.event_id = i.event_id
 CROSS JOIN event AS e ON e.event_id = i.event_id
 CROSS JOIN api ON api.api_id = e.api_id
 CROSS JOIN principal AS p ON p.principal_id = e.principal_id
 WHERE a.state = 'attributed'
   AND i.what IN ('session', 'sso', 'switch')
 ORDER BY i.time_s, i.event_id;

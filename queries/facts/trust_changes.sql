-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_trust_changes: calls that changed who may assume a role, in a window, the latest first; not those of the attacker.
-- params:  :role TEXT  key of its principal; :from_s INTEGER; :until_s INTEGER
-- columns: event_id INTEGER, time_s INTEGER, api TEXT, principal TEXT, address TEXT
-- plan:    unique index of principal, then ix_event_api
SELECT e.event_id, e.time_s, v.api, v.principal, v.address
  FROM principal AS p
 CROSS JOIN api AS a
 CROSS JOIN event AS e ON e.api_id = a.api_id
 CROSS JOIN events AS v ON v.event_id = e.event_id
 WHERE p.key = :role
   AND a.source = 'iam.amazonaws.com'
   AND a.base_name = 'UpdateAssumeRolePolicy'
   AND e.outcome = 0
   AND e.time_s BETWEEN :from_s AND :until_s
   AND v.attribution IS NULL
   AND json_extract(event_json(e.event_id), '$.requestParameters.roleName') = p.name
 ORDER BY e.time_s DESC, e.event_id DESC
 LIMIT 20;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_join_sso: role sessions of Identity Center that nothing else explains: credentials for that permission set in
--          that account were handed out within two seconds. The event hides which, so this is never more than plausible.
-- params:  none
-- columns: none
-- plan:    scan lineage_todo, then ix_session_created
INSERT OR IGNORE INTO edge (child_kind, child, parent_kind, parent, event_id, rule, strength, time_s, expires_s)
SELECT 'session', s.key, i.parent_kind, i.parent, i.event_id, 'time window', 'plausible', i.time_s, NULL
  FROM lineage_todo AS t
 CROSS JOIN issuance AS i ON i.event_id = t.event_id
 CROSS JOIN session AS s ON s.created_s BETWEEN i.time_s - 2 AND i.time_s + 2
 CROSS JOIN principal AS p ON p.principal_id = s.principal_id
 CROSS JOIN event AS e ON e.event_id = i.event_id
 WHERE i.what = 'sso'
   AND p.account = i.account
   AND substr(p.name, 1, length('AWSReservedSSO_' || i.role_arn || '_')) = 'AWSReservedSSO_' || i.role_arn || '_'
 ORDER BY s.key, abs(s.created_s - i.time_s), i.time_s, i.parent, e.uid;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_join_role: the same where the reply names no role session, as for instances and functions: by the role's ARN,
--          the session name and the moment.
-- params:  none
-- columns: none
-- plan:    scan lineage_todo, then ix_session_created
INSERT OR IGNORE INTO edge (child_kind, child, parent_kind, parent, event_id, rule, strength, time_s, expires_s)
SELECT 'session', s.key, p.parent_kind, p.parent, p.event_id, 'role session', 'strong', p.time_s, i.expires_s
  FROM lineage_todo AS t
 CROSS JOIN issuance AS i ON i.event_id = t.event_id
 CROSS JOIN session AS s ON s.created_s = i.time_s AND s.name = i.session_name
 CROSS JOIN principal AS r ON r.principal_id = s.principal_id AND r.arn = i.role_arn
 CROSS JOIN issuance AS p ON p.together = i.together
 CROSS JOIN event AS e ON e.event_id = p.event_id
 WHERE i.what = 'session'
   AND i.session IS NULL
   AND i.role_arn IS NOT NULL
   AND NOT (p.parent_kind = 'session' AND p.parent = s.key)
 ORDER BY s.key, p.parent_kind = 'principal', p.parent_kind, p.time_s, p.parent, e.uid;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_join_window: sessions that nothing else explains: the last call before their first use, up to twelve hours, that
--          opened a session of this name of the role. Only for those that do not say when they were created: the others
--          would have been found by it.
-- params:  none
-- columns: none
-- plan:    scan session, then ix_event_session and ix_issuance_role
INSERT OR IGNORE INTO edge (child_kind, child, parent_kind, parent, event_id, rule, strength, time_s, expires_s)
WITH alone AS (
    SELECT s.key, s.name, p.arn,
           (SELECT min(e.time_s) FROM event AS e WHERE e.session_id = s.session_id AND e.session_id <> 0) AS first_s
      FROM session AS s
     CROSS JOIN principal AS p ON p.principal_id = s.principal_id
     WHERE s.created_s IS NULL
       AND s.name IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM edge AS g WHERE g.child_kind = 'session' AND g.child = s.key)
)
SELECT 'session', a.key, p.parent_kind, p.parent, p.event_id, 'time window', 'plausible', p.time_s, i.expires_s
  FROM alone AS a
 CROSS JOIN issuance AS i ON i.role_arn = a.arn AND i.session_name = a.name
                         AND i.time_s BETWEEN a.first_s - 43200 AND a.first_s
 CROSS JOIN issuance AS p ON p.together = i.together
 CROSS JOIN event AS e ON e.event_id = p.event_id
 WHERE i.what = 'session'
   AND NOT (p.parent_kind = 'session' AND p.parent = a.key)
 ORDER BY a.key, i.time_s DESC, p.parent_kind = 'principal', p.parent_kind, p.parent, e.uid;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_join_console: console sessions begin with the sign-in of their principal at the moment of their creation, and the
--          sign-in rests on the password set last before it, when the case has that.
-- params:  none
-- columns: none
-- plan:    scan lineage_todo, then ix_session_created and ix_issuance_target
INSERT OR IGNORE INTO edge (child_kind, child, parent_kind, parent, event_id, rule, strength, time_s, expires_s)
WITH opened AS (
    SELECT i.event_id, i.time_s, i.expires_s, i.sign_in, p.key AS principal, s.key AS session,
           (SELECT l.issued
              FROM issuance AS l
             WHERE l.target = p.name
               AND l.what = 'login'
               AND l.account = p.account
               AND l.time_s <= i.time_s
             ORDER BY l.time_s DESC, l.issued
             LIMIT 1) AS login
      FROM lineage_todo AS t
     CROSS JOIN issuance AS i ON i.event_id = t.event_id
     CROSS JOIN principal AS p ON p.key = i.parent
     CROSS JOIN session AS s ON s.created_s = i.time_s AND s.principal_id = p.principal_id
     WHERE i.what = 'sign-in'
)
SELECT 'session', o.session, CASE WHEN o.login IS NULL THEN 'principal' ELSE 'login' END,
       coalesce(o.login, o.principal), o.event_id,
       CASE WHEN o.session = o.sign_in THEN 'sign-in session' ELSE 'console sign-in' END,
       CASE WHEN o.session = o.sign_in THEN 'certain' ELSE 'strong' END, o.time_s, o.expires_s
  FROM opened AS o
 CROSS JOIN event AS e ON e.event_id = o.event_id
 ORDER BY o.session, o.session = o.sign_in DESC, e.uid;

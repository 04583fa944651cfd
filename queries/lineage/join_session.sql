-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_join_session: the session that was opened is the one that was used: same role session, created when it was
--          issued. Its keys may be others than the issued one, as brokered sessions have it.
-- params:  none
-- columns: none
-- plan:    scan lineage_todo, then unique indexes
INSERT OR IGNORE INTO edge (child_kind, child, parent_kind, parent, event_id, rule, strength, time_s, expires_s)
SELECT 'session', s.key, p.parent_kind, p.parent, p.event_id, 'role session', 'strong', p.time_s, i.expires_s
  FROM lineage_todo AS t
 CROSS JOIN issuance AS i ON i.event_id = t.event_id
 CROSS JOIN session AS s ON s.key = i.session
 CROSS JOIN issuance AS p ON p.together = i.together
 CROSS JOIN event AS e ON e.event_id = p.event_id
 WHERE i.what = 'session'
   AND NOT (p.parent_kind = 'session' AND p.parent = s.key)
 ORDER BY s.key, p.parent_kind = 'principal', p.parent_kind, p.time_s, p.parent, e.uid;

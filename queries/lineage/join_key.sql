-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_join_key: the access key that was issued is the one that was used. A temporary key stands for its session.
-- params:  none
-- columns: none
-- plan:    scan lineage_todo, then unique indexes and ix_event_key
INSERT OR IGNORE INTO edge (child_kind, child, parent_kind, parent, event_id, rule, strength, time_s, expires_s)
WITH used AS (
    SELECT i.together, i.issued, i.expires_s, k.kind,
           (SELECT s.key
              FROM event AS e
              LEFT JOIN session AS s ON s.session_id = e.session_id
             WHERE e.key_id = k.key_id
               AND e.key_id <> 0
             ORDER BY e.time_s, s.key IS NULL, s.key
             LIMIT 1) AS session
      FROM lineage_todo AS t
     CROSS JOIN issuance AS i ON i.event_id = t.event_id
     CROSS JOIN key AS k ON k.value = i.issued
     WHERE i.what IN ('session', 'key')
), child AS (
    SELECT together, expires_s,
           CASE WHEN kind <> 'long-lived' AND session IS NOT NULL THEN 'session' ELSE 'key' END AS kind,
           CASE WHEN kind <> 'long-lived' AND session IS NOT NULL THEN session ELSE issued END AS value
      FROM used
     UNION ALL
    SELECT i.together, i.expires_s, 'session', s.key
      FROM lineage_todo AS t
     CROSS JOIN issuance AS i ON i.event_id = t.event_id
     CROSS JOIN session AS s ON s.key = i.issued
     WHERE i.what = 'session'
)
SELECT c.kind, c.value, p.parent_kind, p.parent, p.event_id, 'exact key', 'certain', p.time_s, c.expires_s
  FROM child AS c
 CROSS JOIN issuance AS p ON p.together = c.together
 CROSS JOIN event AS e ON e.event_id = p.event_id
 WHERE NOT (p.parent_kind = c.kind AND p.parent = c.value)
 ORDER BY c.kind, c.value, p.parent_kind = 'principal', p.parent_kind, p.time_s, p.parent, e.uid;

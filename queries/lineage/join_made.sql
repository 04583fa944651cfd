-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_join_made: what the reply itself names: users, roles, passwords, keys to hosts, tokens, second factors, and access
--          keys that no event of the case was made with.
-- params:  none
-- columns: none
-- plan:    scan lineage_todo, then unique indexes
INSERT OR IGNORE INTO edge (child_kind, child, parent_kind, parent, event_id, rule, strength, time_s, expires_s)
SELECT CASE WHEN i.what = 'session' THEN 'key' ELSE i.what END AS kind, i.issued, p.parent_kind, p.parent, p.event_id,
       'named in the reply', 'certain', p.time_s, i.expires_s
  FROM lineage_todo AS t
 CROSS JOIN issuance AS i ON i.event_id = t.event_id
 CROSS JOIN issuance AS p ON p.together = i.together
 CROSS JOIN event AS e ON e.event_id = p.event_id
 WHERE i.issued IS NOT NULL
   AND (i.what IN ('login', 'principal', 'token', 'host', 'factor')
        OR (i.what IN ('session', 'key')
            AND NOT EXISTS (SELECT 1 FROM key AS k WHERE k.value = i.issued)
            AND NOT EXISTS (SELECT 1
                              FROM issuance AS o
                             CROSS JOIN edge AS g ON g.event_id = o.event_id
                             WHERE o.together = i.together)))
 ORDER BY kind, i.issued, p.parent_kind = 'principal', p.parent_kind, p.time_s, p.parent, e.uid;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- scope_derive_issued: what attributed calls gave rise to is the attacker's: sessions, keys and users, by the edges of
--          lineage that are more than plausible; and console sessions that rest on a password an attributed call set. Roles
--          are left to a proposal, as services and others may come to use them. The earliest event counts.
-- params:  none
-- columns: none
-- plan:    scan issuance, then primary keys and ix_issuance_together, ix_edge_event, ix_edge_parent
INSERT INTO derived_mark (kind, value, verdict, event_id, reason)
WITH issuer AS MATERIALIZED (
    SELECT DISTINCT o.event_id
      FROM issuance AS i
     CROSS JOIN attribution AS a ON a.event_id = i.event_id
     CROSS JOIN issuance AS o ON o.together = i.together
     WHERE a.state = 'attributed'
), child AS (
    SELECT g.child_kind AS kind, g.child AS value, g.event_id, g.event_id AS by_event, g.rule
      FROM issuer AS i
     CROSS JOIN edge AS g ON g.event_id = i.event_id
     WHERE g.strength <> 'plausible'
     UNION ALL
    SELECT g.child_kind, g.child, g.event_id, l.event_id, g.rule
      FROM issuer AS i
     CROSS JOIN edge AS l ON l.event_id = i.event_id AND l.child_kind = 'login'
     CROSS JOIN edge AS g ON g.parent_kind = 'login' AND g.parent = l.child
     WHERE g.strength <> 'plausible'
)
SELECT c.kind, c.value, 'attacker', c.event_id,
       'came from the attacker''s ' || p.base_name || ' (' || c.rule || ')'
  FROM child AS c
 CROSS JOIN event AS e ON e.event_id = c.by_event
 CROSS JOIN api AS p ON p.api_id = e.api_id
 WHERE c.kind IN ('session', 'key')
    OR (c.kind = 'principal' AND c.value NOT LIKE 'role:%')
    ON CONFLICT (kind, value) DO UPDATE
   SET verdict = excluded.verdict,
       event_id = excluded.event_id,
       reason = excluded.reason
 WHERE derived_mark.verdict = 'compromised'
    OR (SELECT n.time_s < o.time_s OR (n.time_s = o.time_s AND n.event_id < o.event_id)
          FROM event AS n, event AS o
         WHERE n.event_id = excluded.event_id
           AND o.event_id = derived_mark.event_id);

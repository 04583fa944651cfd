-- SPDX-License-Identifier: GPL-3.0-or-later
-- proposal_reach: the addresses that attributed calls came from and the credentials they used: sessions, and keys outside
--          of sessions.
-- params:  none
-- columns: what TEXT (address, key or session), id INTEGER, value TEXT, owner TEXT (name of the principal; NULL of an
--          address), events INTEGER (attributed)
-- plan:    scan attribution, then primary keys
WITH judged AS MATERIALIZED (
    SELECT e.address_id, e.key_id, e.session_id, e.principal_id
      FROM attribution AS a
     CROSS JOIN event AS e ON e.event_id = a.event_id
     WHERE a.state = 'attributed'
), held AS (
    SELECT 'address' AS what, address_id AS id, 0 AS principal_id, count(*) AS events
      FROM judged
     GROUP BY address_id
     UNION ALL
    SELECT 'key', key_id, min(principal_id), count(*)
      FROM judged
     WHERE session_id = 0
       AND key_id <> 0
     GROUP BY key_id
     UNION ALL
    SELECT 'session', session_id, min(principal_id), count(*)
      FROM judged
     WHERE session_id <> 0
     GROUP BY session_id
)
SELECT h.what, h.id, coalesce(a.value, k.value, s.name, s.kind) AS value, p.name AS owner, h.events
  FROM held AS h
  LEFT JOIN address AS a ON h.what = 'address' AND a.address_id = h.id
  LEFT JOIN key AS k ON h.what = 'key' AND k.key_id = h.id
  LEFT JOIN session AS s ON h.what = 'session' AND s.session_id = h.id
  LEFT JOIN principal AS p ON p.principal_id = h.principal_id
 WHERE h.what <> 'address'
    OR a.kind = 'ip'
 ORDER BY h.what, h.id;

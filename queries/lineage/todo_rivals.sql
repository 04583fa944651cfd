-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_todo_rivals: the calls that explain until now what those to be joined may explain better.
-- params:  none
-- columns: none
-- plan:    unique indexes, ix_session_created, ix_event_key; scan session
INSERT OR IGNORE INTO lineage_todo (event_id)
WITH hit AS (
    SELECT i.session AS child
      FROM lineage_todo AS t
     CROSS JOIN issuance AS i ON i.event_id = t.event_id
     UNION
    SELECT i.issued
      FROM lineage_todo AS t
     CROSS JOIN issuance AS i ON i.event_id = t.event_id
     UNION
    SELECT s.key
      FROM lineage_todo AS t
     CROSS JOIN issuance AS i ON i.event_id = t.event_id
     CROSS JOIN session AS s ON s.created_s BETWEEN i.time_s - 2 AND i.time_s + 2
     UNION
    SELECT (SELECT s.key
              FROM event AS e
              LEFT JOIN session AS s ON s.session_id = e.session_id
             WHERE e.key_id = k.key_id
               AND e.key_id <> 0
             ORDER BY e.time_s, s.key IS NULL, s.key
             LIMIT 1)
      FROM lineage_todo AS t
     CROSS JOIN issuance AS i ON i.event_id = t.event_id
     CROSS JOIN key AS k ON k.value = i.issued
     UNION
    SELECT s.key
      FROM session AS s
     CROSS JOIN principal AS p ON p.principal_id = s.principal_id
     CROSS JOIN issuance AS i ON i.role_arn = p.arn AND i.session_name = s.name
     CROSS JOIN lineage_todo AS t ON t.event_id = i.event_id
     WHERE s.created_s IS NULL
)
SELECT g.event_id
  FROM hit AS h
 CROSS JOIN edge AS g ON g.child_kind = 'session' AND g.child = h.child;

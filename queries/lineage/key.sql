-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_key: an access key: whose by its first use, which account its id holds, when used.
-- params:  :value TEXT
-- columns: principal TEXT (key), label TEXT, account TEXT, kind TEXT, key_account TEXT, session TEXT, first_s INTEGER,
--          last_s INTEGER, events INTEGER
-- plan:    unique index, then ix_event_key
WITH used AS (
    SELECT k.key_id, k.kind, k.account,
           (SELECT e.event_id
              FROM event AS e
             WHERE e.key_id = k.key_id
               AND e.key_id <> 0
             ORDER BY e.time_s
             LIMIT 1) AS event_id
      FROM key AS k
     WHERE k.value = :value
)
SELECT p.key AS principal, p.name AS label, p.account, u.kind, u.account AS key_account, s.key AS session,
       (SELECT min(e.time_s) FROM event AS e WHERE e.key_id = u.key_id AND e.key_id <> 0) AS first_s,
       (SELECT max(e.time_s) FROM event AS e WHERE e.key_id = u.key_id AND e.key_id <> 0) AS last_s,
       (SELECT count(*) FROM event AS e WHERE e.key_id = u.key_id AND e.key_id <> 0) AS events
  FROM used AS u
 CROSS JOIN event AS f ON f.event_id = u.event_id
  LEFT JOIN principal AS p ON p.principal_id = f.principal_id
  LEFT JOIN session AS s ON s.session_id = f.session_id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_event_credential: what an event was called with: its long-lived key, else its session, else its principal.
-- params:  :event_id INTEGER
-- columns: kind TEXT, value TEXT
-- plan:    primary keys
SELECT CASE WHEN k.kind = 'long-lived' OR (s.key IS NULL AND k.value IS NOT NULL) THEN 'key'
            WHEN s.key IS NOT NULL THEN 'session'
            ELSE 'principal' END AS kind,
       CASE WHEN k.kind = 'long-lived' OR (s.key IS NULL AND k.value IS NOT NULL) THEN k.value
            ELSE coalesce(s.key, p.key) END AS value
  FROM event AS e
  LEFT JOIN key AS k ON k.key_id = e.key_id
  LEFT JOIN session AS s ON s.session_id = e.session_id
  LEFT JOIN principal AS p ON p.principal_id = e.principal_id
 WHERE e.event_id = :event_id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_keys: access keys with what was done with them under a filter, and whose they are. A key of a session has the
--          session's verdict where it has none of its own, as its calls have.
-- params:  :census  what the filter leaves (src/model/census.h); :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, principal TEXT, kind TEXT, account TEXT,
--          addresses INTEGER, agents INTEGER, apis INTEGER
-- plan:    census, then primary keys; ix_event_session of marked sessions
-- parts:   order
WITH session_verdict AS (
    SELECT value, verdict
      FROM mark
     WHERE kind = 'session'
     UNION ALL
    SELECT value, verdict
      FROM derived_mark
     WHERE kind = 'session'
       AND value NOT IN (SELECT value FROM mark WHERE kind = 'session')
), held AS MATERIALIZED (
    SELECT e.key_id, min(v.verdict) AS verdict
      FROM session_verdict AS v
     CROSS JOIN session AS s ON s.key = v.value
     CROSS JOIN event AS e ON e.session_id = s.session_id AND e.session_id <> 0
     WHERE e.key_id <> 0
     GROUP BY e.key_id
)
SELECT t.id, key.value AS value, t.events, t.denied, t.first_s, t.last_s,
       coalesce(mark.verdict, derived_mark.verdict, held.verdict) AS verdict,
       mark.verdict IS NULL AND coalesce(derived_mark.verdict, held.verdict) IS NOT NULL AS derived,
       principal.name AS principal, key.kind AS kind, key.account AS account, t.addresses, t.agents, t.apis
  FROM (SELECT c0 AS id, c1 AS events, c2 AS denied, c3 AS first_s, c4 AS last_s, c5 AS principal_id,
               c6 AS addresses, c7 AS agents, c8 AS apis
          FROM bulk(:census)) AS t
 CROSS JOIN key ON key.key_id = t.id
  LEFT JOIN principal ON principal.principal_id = t.principal_id
  LEFT JOIN mark ON mark.kind = 'key' AND mark.value = key.value
  LEFT JOIN derived_mark ON derived_mark.kind = 'key' AND derived_mark.value = key.value
  LEFT JOIN held ON held.key_id = t.id
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit

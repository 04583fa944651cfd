-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_sessions: sessions with what was done in them under a filter.
-- params:  :census  what the filter leaves (src/model/census.h); :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, name TEXT, kind TEXT, principal TEXT, mfa TEXT,
--          addresses INTEGER, keys INTEGER
-- plan:    census, then primary keys
-- parts:   order
SELECT t.id, session.key AS value, t.events, t.denied, t.first_s, t.last_s,
       coalesce(mark.verdict, derived_mark.verdict) AS verdict,
       mark.verdict IS NULL AND derived_mark.verdict IS NOT NULL AS derived,
       session.name AS name, session.kind AS kind, principal.name AS principal,
       CASE session.mfa WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END AS mfa, t.addresses, t.keys
  FROM (SELECT c0 AS id, c1 AS events, c2 AS denied, c3 AS first_s, c4 AS last_s,
               c6 AS addresses, c7 AS keys
          FROM bulk(:census)) AS t
 CROSS JOIN session ON session.session_id = t.id
  LEFT JOIN principal ON principal.principal_id = session.principal_id
  LEFT JOIN mark ON mark.kind = 'session' AND mark.value = session.key
  LEFT JOIN derived_mark ON derived_mark.kind = 'session' AND derived_mark.value = session.key
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit

-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_sessions: sessions with what was done in them under a filter.
-- params:  :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, matching INTEGER, name TEXT, kind TEXT, principal TEXT, mfa TEXT,
--          addresses INTEGER, keys INTEGER
-- plan:    scan activity
-- parts:   source filter order
SELECT t.id, session.key AS value, t.events, t.denied, t.first_s, t.last_s,
       coalesce(mark.verdict, derived_mark.verdict) AS verdict,
       mark.verdict IS NULL AND derived_mark.verdict IS NOT NULL AS derived, count(*) OVER () AS matching,
       session.name AS name, session.kind AS kind, principal.name AS principal, CASE session.mfa WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END AS mfa, t.addresses, t.keys
  FROM (SELECT x.session_id AS id,
               sum(x.events) AS events,
               sum(x.events * (x.outcome = 1)) AS denied,
               min(x.first_s) AS first_s,
               max(x.last_s) AS last_s,
               count(DISTINCT nullif(x.address_id, 0)) AS addresses,
               count(DISTINCT nullif(x.key_id, 0)) AS keys
          FROM /*<source*/ activity /*>*/ AS x
         WHERE /*<filter*/ TRUE /*>*/
         GROUP BY x.session_id) AS t
  JOIN session ON session.session_id = t.id
  LEFT JOIN principal ON principal.principal_id = session.principal_id
  LEFT JOIN mark ON mark.kind = 'session' AND mark.value = session.key
  LEFT JOIN derived_mark ON derived_mark.kind = 'session' AND derived_mark.value = session.key
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit

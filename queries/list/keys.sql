-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_keys: access keys with what was done with them under a filter, and whose they are.
-- params:  :census  what the filter leaves (src/model/census.h); :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, principal TEXT, kind TEXT, account TEXT,
--          addresses INTEGER, agents INTEGER, apis INTEGER
-- plan:    census, then primary keys
-- parts:   order
SELECT t.id, key.value AS value, t.events, t.denied, t.first_s, t.last_s,
       coalesce(mark.verdict, derived_mark.verdict) AS verdict,
       mark.verdict IS NULL AND derived_mark.verdict IS NOT NULL AS derived,
       principal.name AS principal, key.kind AS kind, key.account AS account, t.addresses, t.agents, t.apis
  FROM (SELECT c0 AS id, c1 AS events, c2 AS denied, c3 AS first_s, c4 AS last_s, c5 AS principal_id,
               c6 AS addresses, c7 AS agents, c8 AS apis
          FROM bulk(:census)) AS t
 CROSS JOIN key ON key.key_id = t.id
  LEFT JOIN principal ON principal.principal_id = t.principal_id
  LEFT JOIN mark ON mark.kind = 'key' AND mark.value = key.value
  LEFT JOIN derived_mark ON derived_mark.kind = 'key' AND derived_mark.value = key.value
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit

-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_principals: principals with what they did under a filter.
-- params:  :census  what the filter leaves (src/model/census.h); :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, name TEXT, type TEXT, account TEXT,
--          addresses INTEGER, keys INTEGER, apis INTEGER
-- plan:    census, then primary keys
-- parts:   order
SELECT t.id, principal.key AS value, t.events, t.denied, t.first_s, t.last_s,
       coalesce(mark.verdict, derived_mark.verdict) AS verdict,
       mark.verdict IS NULL AND derived_mark.verdict IS NOT NULL AS derived,
       principal.name AS name, principal.type AS type, principal.account AS account, t.addresses, t.keys, t.apis
  FROM (SELECT c0 AS id, c1 AS events, c2 AS denied, c3 AS first_s, c4 AS last_s,
               c6 AS addresses, c7 AS keys, c8 AS apis
          FROM bulk(:census)) AS t
 CROSS JOIN principal ON principal.principal_id = t.id
  LEFT JOIN mark ON mark.kind = 'principal' AND mark.value = principal.key
  LEFT JOIN derived_mark ON derived_mark.kind = 'principal' AND derived_mark.value = principal.key
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit

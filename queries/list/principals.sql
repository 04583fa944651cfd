-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_principals: principals with what they did under a filter.
-- params:  :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, matching INTEGER, name TEXT, type TEXT, account TEXT,
--          addresses INTEGER, keys INTEGER, apis INTEGER
-- plan:    scan activity
-- parts:   source filter order
SELECT t.id, principal.key AS value, t.events, t.denied, t.first_s, t.last_s,
       coalesce(mark.verdict, derived_mark.verdict) AS verdict,
       mark.verdict IS NULL AND derived_mark.verdict IS NOT NULL AS derived, count(*) OVER () AS matching,
       principal.name AS name, principal.type AS type, principal.account AS account, t.addresses, t.keys, t.apis
  FROM (SELECT x.principal_id AS id,
               sum(x.events) AS events,
               sum(x.events * (x.outcome = 1)) AS denied,
               min(x.first_s) AS first_s,
               max(x.last_s) AS last_s,
               count(DISTINCT nullif(x.address_id, 0)) AS addresses,
               count(DISTINCT nullif(x.key_id, 0)) AS keys,
               count(DISTINCT nullif(x.api_id, 0)) AS apis
          FROM /*<source*/ activity /*>*/ AS x
         WHERE /*<filter*/ TRUE /*>*/
         GROUP BY x.principal_id) AS t
  JOIN principal ON principal.principal_id = t.id
  LEFT JOIN mark ON mark.kind = 'principal' AND mark.value = principal.key
  LEFT JOIN derived_mark ON derived_mark.kind = 'principal' AND derived_mark.value = principal.key
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit

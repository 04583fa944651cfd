-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_keys: access keys with what was done with them under a filter, and whose they are.
-- params:  :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, matching INTEGER, principal TEXT, kind TEXT, account TEXT,
--          addresses INTEGER, agents INTEGER, apis INTEGER
-- plan:    scan activity
-- parts:   source filter order
SELECT t.id, key.value AS value, t.events, t.denied, t.first_s, t.last_s,
       coalesce(mark.verdict, derived_mark.verdict) AS verdict,
       mark.verdict IS NULL AND derived_mark.verdict IS NOT NULL AS derived, count(*) OVER () AS matching,
       principal.name AS principal, key.kind AS kind, key.account AS account, t.addresses, t.agents, t.apis
  FROM (SELECT x.key_id AS id,
               sum(x.events) AS events,
               sum(x.events * (x.outcome = 1)) AS denied,
               min(x.first_s) AS first_s,
               max(x.last_s) AS last_s,
               count(DISTINCT nullif(x.address_id, 0)) AS addresses,
               count(DISTINCT nullif(x.agent_id, 0)) AS agents,
               count(DISTINCT nullif(x.api_id, 0)) AS apis,
               max(x.principal_id) AS principal_id
          FROM /*<source*/ activity /*>*/ AS x
         WHERE /*<filter*/ TRUE /*>*/
         GROUP BY x.key_id) AS t
  JOIN key ON key.key_id = t.id
  LEFT JOIN principal ON principal.principal_id = t.principal_id
  LEFT JOIN mark ON mark.kind = 'key' AND mark.value = key.value
  LEFT JOIN derived_mark ON derived_mark.kind = 'key' AND derived_mark.value = key.value
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit

-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_addresses: source addresses with what came from them under a filter.
-- params:  :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, matching INTEGER, kind TEXT, principals INTEGER, keys INTEGER,
--          agents INTEGER, apis INTEGER, owner TEXT, country TEXT, network TEXT, lists TEXT, city TEXT, asn TEXT
-- plan:    scan activity
-- parts:   source filter order
SELECT t.id, address.value AS value, t.events, t.denied, t.first_s, t.last_s,
       coalesce(mark.verdict, derived_mark.verdict) AS verdict,
       mark.verdict IS NULL AND derived_mark.verdict IS NOT NULL AS derived, count(*) OVER () AS matching,
       address.kind AS kind, t.principals, t.keys, t.agents, t.apis, o.owner, o.country, o.network, o.lists, o.city,
       'AS' || o.asn AS asn
  FROM (SELECT x.address_id AS id,
               sum(x.events) AS events,
               sum(x.events * (x.outcome = 1)) AS denied,
               min(x.first_s) AS first_s,
               max(x.last_s) AS last_s,
               count(DISTINCT nullif(x.principal_id, 0)) AS principals,
               count(DISTINCT nullif(x.key_id, 0)) AS keys,
               count(DISTINCT nullif(x.agent_id, 0)) AS agents,
               count(DISTINCT nullif(x.api_id, 0)) AS apis
          FROM /*<source*/ activity /*>*/ AS x
         WHERE /*<filter*/ TRUE /*>*/
         GROUP BY x.address_id) AS t
  JOIN address ON address.address_id = t.id
  LEFT JOIN address_owner AS o ON o.address_id = t.id
  LEFT JOIN mark ON mark.kind = 'address' AND mark.value = address.value
  LEFT JOIN derived_mark ON derived_mark.kind = 'address' AND derived_mark.value = address.value
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit

-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_resources: resources with who touched them under a filter.
-- params:  :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, matching INTEGER, type TEXT, principals INTEGER,
--          addresses INTEGER, keys INTEGER, apis INTEGER
-- plan:    scan event_resource: no rollup holds resources
-- parts:   source filter order
SELECT t.id, resource.value AS value, t.events, t.denied, t.first_s, t.last_s,
       NULL AS verdict, 0 AS derived, count(*) OVER () AS matching,
       resource.type AS type, t.principals, t.addresses, t.keys, t.apis
  FROM (SELECT r.resource_id AS id,
               sum(x.events) AS events,
               sum(x.events * (x.outcome = 1)) AS denied,
               min(x.first_s) AS first_s,
               max(x.last_s) AS last_s,
               count(DISTINCT nullif(x.principal_id, 0)) AS principals,
               count(DISTINCT nullif(x.address_id, 0)) AS addresses,
               count(DISTINCT nullif(x.key_id, 0)) AS keys,
               count(DISTINCT nullif(x.api_id, 0)) AS apis
          FROM event_resource AS r
          JOIN /*<source*/ event_unit /*>*/ AS x USING (event_id)
         WHERE /*<filter*/ TRUE /*>*/
         GROUP BY r.resource_id) AS t
  JOIN resource ON resource.resource_id = t.id
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit

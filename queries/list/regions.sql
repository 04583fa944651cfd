-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_regions: regions with what was called in them under a filter.
-- params:  :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, matching INTEGER, principals INTEGER, addresses INTEGER,
--          keys INTEGER, services INTEGER
-- plan:    scan activity
-- parts:   source filter order
SELECT t.id, region.value AS value, t.events, t.denied, t.first_s, t.last_s,
       NULL AS verdict, 0 AS derived, count(*) OVER () AS matching,
       t.principals, t.addresses, t.keys, t.services
  FROM (SELECT x.region_id AS id,
               sum(x.events) AS events,
               sum(x.events * (x.outcome = 1)) AS denied,
               min(x.first_s) AS first_s,
               max(x.last_s) AS last_s,
               count(DISTINCT nullif(x.principal_id, 0)) AS principals,
               count(DISTINCT nullif(x.address_id, 0)) AS addresses,
               count(DISTINCT nullif(x.key_id, 0)) AS keys,
               count(DISTINCT api.service) AS services
          FROM /*<source*/ activity /*>*/ AS x
          JOIN api USING (api_id)
         WHERE /*<filter*/ TRUE /*>*/
         GROUP BY x.region_id) AS t
  JOIN region ON region.region_id = t.id
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit

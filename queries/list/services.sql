-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_services: services with who called them under a filter.
-- params:  :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, matching INTEGER, apis INTEGER, principals INTEGER,
--          addresses INTEGER, keys INTEGER
-- plan:    scan activity
-- parts:   source filter order
SELECT t.id, first_api.service AS value, t.events, t.denied, t.first_s, t.last_s,
       NULL AS verdict, 0 AS derived, count(*) OVER () AS matching,
       t.apis, t.principals, t.addresses, t.keys
  FROM (SELECT s.id AS id,
               sum(x.events) AS events,
               sum(x.events * (x.outcome = 1)) AS denied,
               min(x.first_s) AS first_s,
               max(x.last_s) AS last_s,
               count(DISTINCT nullif(x.api_id, 0)) AS apis,
               count(DISTINCT nullif(x.principal_id, 0)) AS principals,
               count(DISTINCT nullif(x.address_id, 0)) AS addresses,
               count(DISTINCT nullif(x.key_id, 0)) AS keys
          FROM /*<source*/ activity /*>*/ AS x
          JOIN api USING (api_id)
          JOIN (SELECT service, min(api_id) AS id FROM api GROUP BY service) AS s USING (service)
         WHERE /*<filter*/ TRUE /*>*/
         GROUP BY s.id) AS t
  JOIN api AS first_api ON first_api.api_id = t.id
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit

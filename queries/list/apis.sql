-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_apis: API calls with who made them under a filter.
-- params:  :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, matching INTEGER, service TEXT, name TEXT, access TEXT,
--          principals INTEGER, addresses INTEGER, keys INTEGER
-- plan:    scan activity
-- parts:   source filter order
SELECT t.id, api.service || ':' || api.name AS value, t.events, t.denied, t.first_s, t.last_s,
       NULL AS verdict, 0 AS derived, count(*) OVER () AS matching,
       api.service AS service, api.name AS name, api.access AS access, t.principals, t.addresses, t.keys
  FROM (SELECT x.api_id AS id,
               sum(x.events) AS events,
               sum(x.events * (x.outcome = 1)) AS denied,
               min(x.first_s) AS first_s,
               max(x.last_s) AS last_s,
               count(DISTINCT nullif(x.principal_id, 0)) AS principals,
               count(DISTINCT nullif(x.address_id, 0)) AS addresses,
               count(DISTINCT nullif(x.key_id, 0)) AS keys
          FROM /*<source*/ activity /*>*/ AS x
         WHERE /*<filter*/ TRUE /*>*/
         GROUP BY x.api_id) AS t
  JOIN api ON api.api_id = t.id
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit

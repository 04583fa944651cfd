-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_services: services with who called them under a filter.
-- params:  :census  what the filter leaves (src/model/census.h); :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, apis INTEGER, principals INTEGER,
--          addresses INTEGER, keys INTEGER
-- plan:    census, then primary keys
-- parts:   order
SELECT t.id, first_api.service AS value, t.events, t.denied, t.first_s, t.last_s,
       NULL AS verdict, 0 AS derived,
       t.apis, t.principals, t.addresses, t.keys
  FROM (SELECT c0 AS id, c1 AS events, c2 AS denied, c3 AS first_s, c4 AS last_s,
               c6 AS apis, c7 AS principals, c8 AS addresses, c9 AS keys
          FROM bulk(:census)) AS t
 CROSS JOIN api AS first_api ON first_api.api_id = t.id
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit

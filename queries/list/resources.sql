-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_resources: resources with who touched them under a filter.
-- params:  :census  what the filter leaves (src/model/census.h); :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, type TEXT, principals INTEGER,
--          addresses INTEGER, keys INTEGER, apis INTEGER
-- plan:    census, then primary keys
-- parts:   order
SELECT t.id, resource.value AS value, t.events, t.denied, t.first_s, t.last_s,
       NULL AS verdict, 0 AS derived,
       resource.type AS type, t.principals, t.addresses, t.keys, t.apis
  FROM (SELECT c0 AS id, c1 AS events, c2 AS denied, c3 AS first_s, c4 AS last_s,
               c6 AS principals, c7 AS addresses, c8 AS keys, c9 AS apis
          FROM bulk(:census)) AS t
 CROSS JOIN resource ON resource.resource_id = t.id
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit

-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_apis: API calls with who made them under a filter.
-- params:  :census  what the filter leaves (src/model/census.h); :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, service TEXT, name TEXT, access TEXT,
--          principals INTEGER, addresses INTEGER, keys INTEGER
-- plan:    census, then primary keys
-- parts:   order
SELECT t.id, api.service || ':' || api.name AS value, t.events, t.denied, t.first_s, t.last_s,
       NULL AS verdict, 0 AS derived,
       api.service AS service, api.name AS name, api.access AS access, t.principals, t.addresses, t.keys
  FROM (SELECT c0 AS id, c1 AS events, c2 AS denied, c3 AS first_s, c4 AS last_s,
               c6 AS principals, c7 AS addresses, c8 AS keys
          FROM bulk(:census)) AS t
 CROSS JOIN api ON api.api_id = t.id
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit

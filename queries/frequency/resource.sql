-- SPDX-License-Identifier: GPL-3.0-or-later
-- frequency_resource: how many events under a filter name each resource.
-- params:  :census  what the filter leaves (src/model/census.h); :limit INTEGER  rows at most, -1 for all
-- columns: value TEXT, label TEXT, events INTEGER, first_s INTEGER, last_s INTEGER, matching INTEGER, counted INTEGER
-- plan:    census, then primary keys
SELECT resource.value, NULL AS label, t.events, t.first_s, t.last_s, count(*) OVER () AS matching,
       sum(t.events) OVER () AS counted
  FROM (SELECT c0 AS id, c1 AS events, c3 AS first_s, c4 AS last_s
          FROM bulk(:census)) AS t
 CROSS JOIN resource ON resource.resource_id = t.id
 ORDER BY t.events DESC, resource.value
 LIMIT :limit

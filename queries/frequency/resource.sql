-- SPDX-License-Identifier: GPL-3.0-or-later
-- frequency_resource: how many events under a filter name each resource.
-- params:  :limit INTEGER  rows at most, -1 for all
-- columns: value TEXT, label TEXT, events INTEGER, first_s INTEGER, last_s INTEGER, matching INTEGER, counted INTEGER
-- plan:    scan event_resource: no rollup holds resources
-- parts:   source filter
SELECT resource.value, NULL AS label, t.events, t.first_s, t.last_s, count(*) OVER () AS matching,
       sum(t.events) OVER () AS counted
  FROM (SELECT r.resource_id AS id,
               sum(x.events) AS events,
               min(x.first_s) AS first_s,
               max(x.last_s) AS last_s
          FROM event_resource AS r
          JOIN /*<source*/ event_unit /*>*/ AS x USING (event_id)
         WHERE /*<filter*/ TRUE /*>*/
         GROUP BY r.resource_id) AS t
  JOIN resource ON resource.resource_id = t.id
 ORDER BY t.events DESC, resource.value
 LIMIT :limit

-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_census_resources: as list_census, by resource: a row for each resource of an event.
-- params:  none
-- columns: id INTEGER, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER, principal_id INTEGER,
--          a INTEGER, b INTEGER, c INTEGER, d INTEGER
-- plan:    scan event_resource: no rollup holds resources
-- parts:   id a b c d source filter
SELECT /*<id*/ r.resource_id /*>*/ AS id, x.events, x.events * (x.outcome = 1) AS denied, x.first_s, x.last_s,
       x.principal_id, /*<a*/ 0 /*>*/ AS a, /*<b*/ 0 /*>*/ AS b, /*<c*/ 0 /*>*/ AS c, /*<d*/ 0 /*>*/ AS d
  FROM event_resource AS r
  JOIN /*<source*/ event_unit /*>*/ AS x USING (event_id)
 WHERE /*<filter*/ TRUE /*>*/

-- SPDX-License-Identifier: GPL-3.0-or-later
-- overview_regions: the regions with the most events.
-- params:  :limit INTEGER  rows at most
-- columns: value TEXT, events INTEGER
-- plan:    scan event_hour
SELECT region.value AS value, sum(event_hour.events) AS events
  FROM event_hour
  JOIN region ON region.region_id = event_hour.region_id
 GROUP BY region.region_id
 ORDER BY events DESC, value
 LIMIT :limit

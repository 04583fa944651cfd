-- SPDX-License-Identifier: GPL-3.0-or-later
-- overview_regions: the regions with the most events.
-- params:  :limit INTEGER  rows at most
-- columns: value TEXT, events INTEGER
-- plan:    scan activity
SELECT region.value AS value, sum(activity.events) AS events
  FROM activity
  JOIN region ON region.region_id = activity.region_id
 GROUP BY region.region_id
 ORDER BY events DESC, value
 LIMIT :limit

-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_deleted: the first call after a moment that deleted something by its name.
-- params:  :name TEXT; :api TEXT; :after_s INTEGER
-- columns: time_s INTEGER
-- plan:    resource by value, then primary keys
SELECT min(e.time_s) AS time_s
  FROM resource AS r
 CROSS JOIN event_resource AS er ON er.resource_id = r.resource_id
 CROSS JOIN event AS e ON e.event_id = er.event_id
 CROSS JOIN api AS a ON a.api_id = e.api_id
 WHERE r.value = :name
   AND a.name = :api
   AND e.time_s >= :after_s
   AND e.outcome = 0;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_switched: the last call after a moment that switched an access key on or off.
-- params:  :key TEXT; :after_s INTEGER
-- columns: time_s INTEGER, status TEXT
-- plan:    resource by value, then primary keys
SELECT e.time_s, json_extract(event_json(e.event_id), '$.requestParameters.status') AS status
  FROM resource AS r
 CROSS JOIN event_resource AS er ON er.resource_id = r.resource_id
 CROSS JOIN event AS e ON e.event_id = er.event_id
 CROSS JOIN api AS a ON a.api_id = e.api_id
 WHERE r.value = :key
   AND a.name = 'UpdateAccessKey'
   AND e.time_s >= :after_s
   AND e.outcome = 0
 ORDER BY e.time_s DESC, e.event_id DESC
 LIMIT 1;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- checklist_owner_calls: the calls of a principal that succeeded and are not the attacker's, by name.
-- params:  :principal_id INTEGER
-- columns: service TEXT, api TEXT, events INTEGER
-- plan:    ix_event_principal
SELECT api.service AS service, api.base_name AS api, count(*) AS events
  FROM event AS e
  JOIN api ON api.api_id = e.api_id
 WHERE e.principal_id = :principal_id
   AND e.outcome = 0
   AND NOT EXISTS (SELECT 1 FROM attribution AS a WHERE a.event_id = e.event_id)
 GROUP BY api.service, api.base_name
 ORDER BY api.service, api.base_name;

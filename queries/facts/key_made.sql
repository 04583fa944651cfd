-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_key_made: the call that made a long-lived key, when the case has it.
-- params:  :value TEXT
-- columns: event_id INTEGER, time_s INTEGER, api TEXT, principal TEXT, key TEXT, address TEXT
-- plan:    resource by value, then primary keys
SELECT e.event_id, e.time_s, e.api, e.principal, e.key, e.address
  FROM resource AS r
  JOIN event_resource AS er USING (resource_id)
  JOIN events AS e USING (event_id)
 WHERE r.value = :value
   AND e.api = 'CreateAccessKey'
   AND e.outcome = 'success'
 ORDER BY e.time_s
 LIMIT 1;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- scope_began: the call that the case began with: the first that the analyst marked.
-- params:  none
-- columns: event_id INTEGER, time_s INTEGER, api TEXT
-- plan:    scan mark, scan attribution, then primary keys
SELECT e.event_id, e.time_s, api.base_name AS api
  FROM mark AS m
 CROSS JOIN attribution AS a ON a.kind = 'event' AND a.value = m.value
 CROSS JOIN event AS e ON e.event_id = a.event_id
 CROSS JOIN api ON api.api_id = e.api_id
 WHERE m.kind = 'event'
   AND m.verdict = 'attacker'
 ORDER BY m.mark_id
 LIMIT 1;

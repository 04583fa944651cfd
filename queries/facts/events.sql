-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_events: the attributed and undecided events, oldest first.
-- params:  none
-- columns: event_id INTEGER, time_s INTEGER, principal_id INTEGER, session_id INTEGER, address_id INTEGER,
--          key_id INTEGER, agent_id INTEGER, api_id INTEGER, region_id INTEGER, account_id INTEGER,
--          error_id INTEGER, outcome INTEGER, flags INTEGER, attributed INTEGER
-- plan:    scan attribution, then primary key
SELECT e.event_id, e.time_s, e.principal_id, e.session_id, e.address_id, e.key_id, e.agent_id, e.api_id, e.region_id,
       e.account_id, e.error_id, e.outcome, e.flags, a.state = 'attributed' AS attributed
  FROM attribution AS a
 CROSS JOIN event AS e ON e.event_id = a.event_id
 ORDER BY e.time_s, e.event_id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- detect_events: what rules are first asked about, of the events between two numbers, both included.
-- params:  :from_id INTEGER; :to_id INTEGER
-- columns: event_id INTEGER, time_s INTEGER, flags INTEGER, api_id INTEGER, agent_id INTEGER, address_id INTEGER,
--          region_id INTEGER, key_id INTEGER, trait_id INTEGER, principal_id INTEGER, session_id INTEGER,
--          account_id INTEGER
-- plan:    primary key
SELECT event_id, time_s, flags, api_id, agent_id, address_id, region_id, key_id, trait_id, principal_id, session_id,
       account_id
  FROM event
 WHERE event_id BETWEEN :from_id AND :to_id;

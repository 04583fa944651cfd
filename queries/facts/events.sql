-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_events: the attributed and undecided events, oldest first.
-- params:  none
-- columns: event_id INTEGER, time_s INTEGER, principal_id INTEGER, session_id INTEGER, address_id INTEGER,
--          key_id INTEGER, agent_id INTEGER, api_id INTEGER, region_id INTEGER, account_id INTEGER,
--          error_id INTEGER, outcome INTEGER, flags INTEGER, attributed INTEGER, echo INTEGER (1: a call that has a record
--          here already, of the account of the caller, or when both have the same right, the one with the lesser eventID)
-- plan:    scan attribution, then primary keys and ix_link_key_value
SELECT e.event_id, e.time_s, e.principal_id, e.session_id, e.address_id, e.key_id, e.agent_id, e.api_id, e.region_id,
       e.account_id, e.error_id, e.outcome, e.flags, a.state = 'attributed' AS attributed,
       EXISTS (SELECT 1
                 FROM link_key AS k
                 JOIN link_key AS o ON o.value = k.value AND o.kind = 0 AND o.event_id <> k.event_id
                 JOIN attribution AS b ON b.event_id = o.event_id AND b.state = a.state
                 JOIN event AS c ON c.event_id = o.event_id
                WHERE k.event_id = e.event_id
                  AND k.kind = 0
                  AND (c.key_id = 0, c.uid) < (e.key_id = 0, e.uid)) AS echo
  FROM attribution AS a
 CROSS JOIN event AS e ON e.event_id = a.event_id
 ORDER BY e.time_s, e.event_id;

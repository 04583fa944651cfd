-- SPDX-License-Identifier: GPL-3.0-or-later
-- event_rollup: ids of the events after a place, or before it, found through the rows of the rollup that match, each by the
--          narrowest index it has: for filters that leave few events and have no index of their own.
-- params:  :time_s INTEGER; :event_id INTEGER  the place; :limit INTEGER
-- columns: event_id INTEGER, uid ANY, time_s INTEGER, outcome INTEGER, flags INTEGER, principal_id INTEGER,
--          session_id INTEGER, address_id INTEGER, key_id INTEGER, agent_id INTEGER, api_id INTEGER,
--          region_id INTEGER, account_id INTEGER, error_id INTEGER
-- plan:    scan activity, then ix_event_session, ix_event_key or ix_event_api
-- parts:   reach, beyond, filter, direction
SELECT e.event_id, e.uid, e.time_s, e.outcome, e.flags, e.principal_id, e.session_id, e.address_id, e.key_id,
       e.agent_id, e.api_id, e.region_id, e.account_id, e.error_id
  FROM activity AS x
 CROSS JOIN event AS e INDEXED BY ix_event_session
    ON e.principal_id = x.principal_id AND e.session_id = x.session_id AND e.address_id = x.address_id
   AND e.key_id = x.key_id AND e.agent_id = x.agent_id AND e.api_id = x.api_id AND e.region_id = x.region_id
   AND e.account_id = x.account_id AND e.error_id = x.error_id AND e.outcome = x.outcome AND e.flags = x.flags
   AND e.time_s BETWEEN x.first_s AND x.last_s
 WHERE x.session_id <> 0 AND e.session_id <> 0
   AND /*<reach*/ x.last_s >= /*>*/ :time_s
   AND (e.time_s, e.event_id) /*<beyond*/ > /*>*/ (:time_s, :event_id)
   AND /*<filter*/ TRUE /*>*/
 UNION ALL
SELECT e.event_id, e.uid, e.time_s, e.outcome, e.flags, e.principal_id, e.session_id, e.address_id, e.key_id,
       e.agent_id, e.api_id, e.region_id, e.account_id, e.error_id
  FROM activity AS x
 CROSS JOIN event AS e INDEXED BY ix_event_key
    ON e.principal_id = x.principal_id AND e.session_id = x.session_id AND e.address_id = x.address_id
   AND e.key_id = x.key_id AND e.agent_id = x.agent_id AND e.api_id = x.api_id AND e.region_id = x.region_id
   AND e.account_id = x.account_id AND e.error_id = x.error_id AND e.outcome = x.outcome AND e.flags = x.flags
   AND e.time_s BETWEEN x.first_s AND x.last_s
 WHERE x.session_id = 0 AND x.key_id <> 0 AND e.key_id <> 0
   AND /*<reach*/ x.last_s >= /*>*/ :time_s
   AND (e.time_s, e.event_id) /*<beyond*/ > /*>*/ (:time_s, :event_id)
   AND /*<filter*/ TRUE /*>*/
 UNION ALL
SELECT e.event_id, e.uid, e.time_s, e.outcome, e.flags, e.principal_id, e.session_id, e.address_id, e.key_id,
       e.agent_id, e.api_id, e.region_id, e.account_id, e.error_id
  FROM activity AS x
 CROSS JOIN event AS e INDEXED BY ix_event_api
    ON e.principal_id = x.principal_id AND e.session_id = x.session_id AND e.address_id = x.address_id
   AND e.key_id = x.key_id AND e.agent_id = x.agent_id AND e.api_id = x.api_id AND e.region_id = x.region_id
   AND e.account_id = x.account_id AND e.error_id = x.error_id AND e.outcome = x.outcome AND e.flags = x.flags
   AND e.time_s BETWEEN x.first_s AND x.last_s
 WHERE x.session_id = 0 AND x.key_id = 0
   AND /*<reach*/ x.last_s >= /*>*/ :time_s
   AND (e.time_s, e.event_id) /*<beyond*/ > /*>*/ (:time_s, :event_id)
   AND /*<filter*/ TRUE /*>*/
 ORDER BY time_s /*<direction*/ ASC /*>*/, event_id /*<direction*/ ASC /*>*/
 LIMIT :limit

-- SPDX-License-Identifier: GPL-3.0-or-later
-- event_walk: ids of the events after a place, or before it, found by walking an index of event.
-- params:  :time_s INTEGER; :event_id INTEGER  the place; :limit INTEGER
-- columns: event_id INTEGER, uid ANY, time_s INTEGER, outcome INTEGER, flags INTEGER, principal_id INTEGER,
--          session_id INTEGER, address_id INTEGER, key_id INTEGER, agent_id INTEGER, api_id INTEGER,
--          region_id INTEGER, account_id INTEGER, error_id INTEGER
-- plan:    ix_event_time
-- parts:   beyond, filter, direction
SELECT x.event_id, x.uid, x.time_s, x.outcome, x.flags, x.principal_id, x.session_id, x.address_id,
       x.key_id, x.agent_id, x.api_id, x.region_id, x.account_id, x.error_id
  FROM event_unit AS x
 WHERE (x.time_s, x.event_id) /*<beyond*/ > /*>*/ (:time_s, :event_id)
   AND /*<filter*/ TRUE /*>*/
 ORDER BY x.time_s /*<direction*/ ASC /*>*/, x.event_id /*<direction*/ ASC /*>*/
 LIMIT :limit

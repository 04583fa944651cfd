-- SPDX-License-Identifier: GPL-3.0-or-later
-- event_page: a page of events with names for ids, oldest first; which events, its part says.
-- params:  :time_s INTEGER; :event_id INTEGER  the place; :limit INTEGER
-- columns: event_id INTEGER, time_s INTEGER, outcome INTEGER, flags INTEGER, service TEXT, api TEXT, access TEXT,
--          principal TEXT, principal_key TEXT, session TEXT, address TEXT, key TEXT, agent TEXT, region TEXT,
--          account TEXT, error TEXT, attribution TEXT, uid ANY
-- plan:    ix_event_time
-- parts:   ids
SELECT e.event_id, e.time_s, e.outcome, e.flags, api.service, api.name AS api, api.access,
       principal.name AS principal, principal.key AS principal_key, session.key AS session,
       address.value AS address, key.value AS key, agent.value AS agent, region.value AS region,
       account.value AS account, error.value AS error, attribution.state AS attribution, e.uid
  FROM (/*<ids*/
        SELECT x.event_id, x.uid, x.time_s, x.outcome, x.flags, x.principal_id, x.session_id, x.address_id,
               x.key_id, x.agent_id, x.api_id, x.region_id, x.account_id, x.error_id
          FROM event_unit AS x
         WHERE (x.time_s, x.event_id) > (:time_s, :event_id)
           AND TRUE
         ORDER BY x.time_s, x.event_id
         LIMIT :limit
        /*>*/) AS e
  LEFT JOIN principal USING (principal_id)
  LEFT JOIN session USING (session_id)
  LEFT JOIN address USING (address_id)
  LEFT JOIN key USING (key_id)
  LEFT JOIN agent USING (agent_id)
  LEFT JOIN api USING (api_id)
  LEFT JOIN region USING (region_id)
  LEFT JOIN account USING (account_id)
  LEFT JOIN error USING (error_id)
  LEFT JOIN attribution USING (event_id)
 ORDER BY e.time_s, e.event_id

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_activity_recount: the events of a principal and day, into the rollup.
-- params:  :principal_id INTEGER; :day INTEGER; :from_s INTEGER; :to_s INTEGER  of the day
-- columns: none
-- plan:    ix_event_principal
INSERT INTO activity (principal_id, day, api_id, session_id, address_id, key_id, agent_id, region_id,
                      account_id, error_id, outcome, flags, events, first_s, last_s, hours)
SELECT principal_id, :day, api_id, session_id, address_id, key_id, agent_id, region_id, account_id, error_id,
       outcome, flags, count(*), min(time_s), max(time_s), sum(DISTINCT 1 << ((time_s - :from_s) / 3600))
  FROM event
 WHERE principal_id = :principal_id
   AND time_s >= :from_s
   AND time_s < :to_s
 GROUP BY api_id, session_id, address_id, key_id, agent_id, region_id, account_id, error_id, outcome, flags;

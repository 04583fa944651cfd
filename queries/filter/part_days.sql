-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_part_days: what happened in a window: the rollup for its whole days, single events for what is left at both ends.
-- params:  none
-- columns: principal_id INTEGER, api_id INTEGER, session_id INTEGER, address_id INTEGER, key_id INTEGER,
--          agent_id INTEGER, region_id INTEGER, account_id INTEGER, error_id INTEGER, outcome INTEGER,
--          flags INTEGER, events INTEGER, first_s INTEGER, last_s INTEGER
-- plan:    scan activity, then ix_event_time
-- parts:   day_from day_to head_from head_to tail_from tail_to
SELECT principal_id, api_id, session_id, address_id, key_id, agent_id, region_id, account_id, error_id, outcome, flags,
       events, first_s, last_s
  FROM activity
 WHERE day >= /*<day_from*/ 1 /*>*/
   AND day < /*<day_to*/ 1 /*>*/
 UNION ALL
SELECT principal_id, api_id, session_id, address_id, key_id, agent_id, region_id, account_id, error_id, outcome, flags,
       events, first_s, last_s
  FROM event_unit
 WHERE first_s >= /*<head_from*/ 1 /*>*/
   AND first_s < /*<head_to*/ 1 /*>*/
 UNION ALL
SELECT principal_id, api_id, session_id, address_id, key_id, agent_id, region_id, account_id, error_id, outcome, flags,
       events, first_s, last_s
  FROM event_unit
 WHERE first_s >= /*<tail_from*/ 1 /*>*/
   AND first_s < /*<tail_to*/ 1 /*>*/

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_activity_add: add events to the rollup.
-- params:  :rows POINTER  the columns of activity in their order
-- columns: none
-- plan:    primary key
INSERT INTO activity (principal_id, day, api_id, session_id, address_id, key_id, agent_id, region_id,
                      account_id, error_id, outcome, flags, events, first_s, last_s, hours)
SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15
  FROM bulk(:rows)
 WHERE TRUE
    ON CONFLICT (principal_id, day, api_id, session_id, address_id, key_id, agent_id, region_id, account_id,
                 error_id, outcome, flags) DO UPDATE
   SET events = events + excluded.events,
       first_s = min(first_s, excluded.first_s),
       last_s = max(last_s, excluded.last_s),
       hours = hours | excluded.hours;

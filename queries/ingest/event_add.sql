-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_event_add: store events, but none whose uid an index has.
-- params:  :rows POINTER  value: uid; numbers: the other columns of event in their order
-- columns: none
-- plan:    unique index
INSERT INTO event (event_id, uid, time_s, principal_id, session_id, address_id, key_id, agent_id, api_id,
                   region_id, account_id, error_id, outcome, flags, trait_id)
SELECT c0, value, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13
  FROM bulk(:rows)
 WHERE TRUE
    ON CONFLICT DO NOTHING;

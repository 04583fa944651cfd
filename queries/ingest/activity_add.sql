-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_activity_add: add events to the rollup.
-- params:  :principal_id INTEGER; :day INTEGER; :api_id INTEGER; :session_id INTEGER; :address_id INTEGER;
--          :key_id INTEGER; :agent_id INTEGER; :region_id INTEGER; :account_id INTEGER; :error_id INTEGER;
--          :outcome INTEGER; :flags INTEGER; :events INTEGER; :first_s INTEGER; :last_s INTEGER;
--          :hours INTEGER  bits
-- columns: none
-- plan:    primary key
INSERT INTO activity (principal_id, day, api_id, session_id, address_id, key_id, agent_id, region_id,
                      account_id, error_id, outcome, flags, events, first_s, last_s, hours)
VALUES (:principal_id, :day, :api_id, :session_id, :address_id, :key_id, :agent_id, :region_id, :account_id,
        :error_id, :outcome, :flags, :events, :first_s, :last_s, :hours)
    ON CONFLICT (principal_id, day, api_id, session_id, address_id, key_id, agent_id, region_id, account_id,
                 error_id, outcome, flags) DO UPDATE
   SET events = events + excluded.events,
       first_s = min(first_s, excluded.first_s),
       last_s = max(last_s, excluded.last_s),
       hours = hours | excluded.hours;

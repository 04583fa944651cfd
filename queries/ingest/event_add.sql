-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_event_add: store an event, unless there is an index that has its uid.
-- params:  :event_id INTEGER; :uid ANY; :time_s INTEGER; :principal_id INTEGER; :session_id INTEGER;
--          :address_id INTEGER; :key_id INTEGER; :agent_id INTEGER; :api_id INTEGER; :region_id INTEGER;
--          :account_id INTEGER; :error_id INTEGER; :outcome INTEGER; :flags INTEGER;
--          :trait_id INTEGER
-- columns: none
-- plan:    unique index
INSERT INTO event (event_id, uid, time_s, principal_id, session_id, address_id, key_id, agent_id, api_id,
                   region_id, account_id, error_id, outcome, flags, trait_id)
VALUES (:event_id, :uid, :time_s, :principal_id, :session_id, :address_id, :key_id, :agent_id, :api_id,
        :region_id, :account_id, :error_id, :outcome, :flags, :trait_id)
    ON CONFLICT DO NOTHING;

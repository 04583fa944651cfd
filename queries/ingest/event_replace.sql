-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_event_replace: what a whole record says, in the place of what a lossy view said.
-- params:  :event_id INTEGER; :time_s INTEGER; :principal_id INTEGER; :session_id INTEGER;
--          :address_id INTEGER; :key_id INTEGER; :agent_id INTEGER; :api_id INTEGER; :region_id INTEGER;
--          :account_id INTEGER; :error_id INTEGER; :outcome INTEGER; :flags INTEGER;
--          :trait_id INTEGER
-- columns: none
-- plan:    primary key
UPDATE event
   SET time_s = :time_s,
       principal_id = :principal_id,
       session_id = :session_id,
       address_id = :address_id,
       key_id = :key_id,
       agent_id = :agent_id,
       api_id = :api_id,
       region_id = :region_id,
       account_id = :account_id,
       error_id = :error_id,
       outcome = :outcome,
       flags = :flags,
       trait_id = :trait_id
 WHERE event_id = :event_id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_add: what one call issued, unless that is known.
-- params:  :event_id INTEGER; :what TEXT; :time_s INTEGER; :shared TEXT  sharedEventID, NULL for none;
--          :parent_kind TEXT; :parent TEXT; :issued TEXT; :session TEXT; :role_arn TEXT; :session_name TEXT;
--          :target TEXT; :account TEXT; :expires_s INTEGER; :source_identity TEXT; :sign_in TEXT
-- columns: none
INSERT INTO issuance (event_id, what, time_s, together, parent_kind, parent, issued, session, role_arn, session_name,
                      target, account, expires_s, source_identity, sign_in)
VALUES (:event_id, :what, :time_s, coalesce(:shared, 'event ' || :event_id), :parent_kind, :parent, :issued, :session,
        :role_arn, :session_name, :target, :account, :expires_s, :source_identity, :sign_in)
    ON CONFLICT DO NOTHING;

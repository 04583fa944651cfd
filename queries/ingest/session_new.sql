-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_session_new: make a session unless it is there; the usual case, without the cost of RETURNING.
-- params:  :key TEXT; :principal_id INTEGER; :name TEXT or NULL; :kind TEXT; :created_s INTEGER or NULL;
--          :mfa INTEGER 1, 0 or NULL; :source_identity TEXT or NULL
-- columns: none
-- plan:    unique index
INSERT INTO session (key, principal_id, name, kind, created_s, mfa, source_identity)
VALUES (:key, :principal_id, :name, :kind, :created_s, :mfa, :source_identity)
    ON CONFLICT (key) DO NOTHING;

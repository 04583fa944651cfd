-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_session_add: the id of a session, made when it is new; of two kinds the more telling one stays,
--          which is the later in the list.
-- params:  :key TEXT; :principal_id INTEGER; :name TEXT or NULL; :kind TEXT; :created_s INTEGER or NULL;
--          :mfa INTEGER 1, 0 or NULL; :source_identity TEXT or NULL
-- columns: session_id INTEGER
-- plan:    unique index
INSERT INTO session (key, principal_id, name, kind, created_s, mfa, source_identity)
VALUES (:key, :principal_id, :name, :kind, :created_s, :mfa, :source_identity)
    ON CONFLICT (key) DO UPDATE
   SET name = coalesce(name, excluded.name),
       kind = CASE
                  WHEN instr('token role federated console service instance', kind)
                       < instr('token role federated console service instance', excluded.kind)
                  THEN excluded.kind
                  ELSE kind
              END,
       created_s = coalesce(created_s, excluded.created_s),
       mfa = max(coalesce(mfa, excluded.mfa), coalesce(excluded.mfa, mfa)),
       source_identity = coalesce(source_identity, excluded.source_identity)
RETURNING session_id;

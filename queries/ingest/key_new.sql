-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_key_new: make a key unless it is there; the usual case, without the cost of RETURNING.
-- params:  :value TEXT; :kind TEXT; :account TEXT or NULL
-- columns: none
-- plan:    unique index
INSERT INTO key (value, kind, account)
VALUES (:value, :kind, :account)
    ON CONFLICT (value) DO NOTHING;

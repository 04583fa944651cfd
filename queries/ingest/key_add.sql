-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_key_add: the id of an access key, made when it is new.
-- params:  :value TEXT; :kind TEXT; :account TEXT or NULL
-- columns: key_id INTEGER
-- plan:    unique index
INSERT INTO key (value, kind, account)
VALUES (:value, :kind, :account)
    ON CONFLICT (value) DO UPDATE
   SET value = excluded.value
RETURNING key_id;

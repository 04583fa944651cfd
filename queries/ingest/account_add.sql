-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_account_add: the id of a value of account, made when it is new.
-- params:  :value TEXT
-- columns: account_id INTEGER
-- plan:    unique index
INSERT INTO account (value)
VALUES (:value)
    ON CONFLICT (value) DO UPDATE
   SET value = excluded.value
RETURNING account_id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_principal_add: the id of a principal, made when it is new; what was not known of it is filled in.
-- params:  :key TEXT; :type TEXT or NULL; :name TEXT; :arn TEXT or NULL; :account TEXT or NULL
-- columns: principal_id INTEGER
-- plan:    unique index
INSERT INTO principal (key, type, name, arn, account)
VALUES (:key, :type, :name, :arn, :account)
    ON CONFLICT (key) DO UPDATE
   SET type = coalesce(type, excluded.type),
       arn = coalesce(arn, excluded.arn),
       account = coalesce(account, excluded.account)
RETURNING principal_id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_principal_name_add: a principal was seen under a name.
-- params:  :principal_id INTEGER; :name TEXT; :arn TEXT empty when there is none; :first_s INTEGER; :last_s
--          INTEGER
-- columns: none
-- plan:    primary key
INSERT INTO principal_name (principal_id, name, arn, first_s, last_s)
VALUES (:principal_id, :name, :arn, :first_s, :last_s)
    ON CONFLICT (principal_id, name, arn) DO UPDATE
   SET first_s = min(first_s, excluded.first_s),
       last_s = max(last_s, excluded.last_s);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_error_add: the id of a value of error, made when it is new.
-- params:  :value TEXT
-- columns: error_id INTEGER
-- plan:    unique index
INSERT INTO error (value)
VALUES (:value)
    ON CONFLICT (value) DO UPDATE
   SET value = excluded.value
RETURNING error_id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_trait_add: the id of the traits of an event, made when they are new.
-- params:  :value TEXT
-- columns: trait_id INTEGER
-- plan:    unique index
INSERT INTO trait (value)
VALUES (:value)
    ON CONFLICT (value) DO UPDATE
   SET value = excluded.value
RETURNING trait_id;

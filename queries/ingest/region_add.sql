-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_region_add: the id of a value of region, made when it is new.
-- params:  :value TEXT
-- columns: region_id INTEGER
-- plan:    unique index
INSERT INTO region (value)
VALUES (:value)
    ON CONFLICT (value) DO UPDATE
   SET value = excluded.value
RETURNING region_id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_address_add: the id of an address, made when it is new.
-- params:  :value TEXT; :kind TEXT; :ip BLOB 16 bytes or NULL
-- columns: address_id INTEGER
-- plan:    unique index
INSERT INTO address (value, kind, ip)
VALUES (:value, :kind, :ip)
    ON CONFLICT (value) DO UPDATE
   SET value = excluded.value
RETURNING address_id;

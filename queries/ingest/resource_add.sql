-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_resource_add: the id of a resource, made when it is new; a type that was not known is filled in.
-- params:  :value TEXT; :type TEXT or NULL
-- columns: resource_id INTEGER
-- plan:    unique index
INSERT INTO resource (value, type)
VALUES (:value, :type)
    ON CONFLICT (value) DO UPDATE
   SET type = coalesce(type, excluded.type)
RETURNING resource_id;

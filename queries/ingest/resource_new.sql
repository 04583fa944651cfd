-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_resource_new: make a resource unless it is there; the usual case, without the cost of RETURNING.
-- params:  :value TEXT; :type TEXT or NULL
-- columns: none
-- plan:    unique index
INSERT INTO resource (value, type)
VALUES (:value, :type)
    ON CONFLICT (value) DO NOTHING;

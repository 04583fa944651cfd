-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_api_add: the id of an API, made when it is new.
-- params:  :source TEXT; :name TEXT; :service TEXT; :base_name TEXT; :access TEXT; :interesting INTEGER
-- columns: api_id INTEGER
-- plan:    unique index
INSERT INTO api (source, name, service, base_name, access, interesting)
VALUES (:source, :name, :service, :base_name, :access, :interesting)
    ON CONFLICT (source, name) DO UPDATE
   SET name = excluded.name
RETURNING api_id;

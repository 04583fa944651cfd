-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_agent_add: the id of an agent, made when it is new.
-- params:  :value TEXT; :class TEXT; :client TEXT; :client_version TEXT; :system TEXT; :attack INTEGER
-- columns: agent_id INTEGER
-- plan:    unique index
INSERT INTO agent (value, class, client, client_version, system, attack)
VALUES (:value, :class, :client, :client_version, :system, :attack)
    ON CONFLICT (value) DO UPDATE
   SET value = excluded.value
RETURNING agent_id;

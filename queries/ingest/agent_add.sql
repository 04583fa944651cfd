-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_agent_add: the id of a value of agent, made when it is new.
-- params:  :value TEXT
-- columns: agent_id INTEGER
-- plan:    unique index
INSERT INTO agent (value)
VALUES (:value)
    ON CONFLICT (value) DO UPDATE
   SET value = excluded.value
RETURNING agent_id;

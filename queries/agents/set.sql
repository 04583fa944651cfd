-- SPDX-License-Identifier: GPL-3.0-or-later
-- agents_set: what the rules tell of an agent.
-- params:  :agent_id INTEGER; :class TEXT; :client TEXT; :client_version TEXT; :system TEXT; :attack INTEGER
-- columns: none
-- plan:    primary key
UPDATE agent
   SET class = :class,
       client = :client,
       client_version = :client_version,
       system = :system,
       attack = :attack
 WHERE agent_id = :agent_id;

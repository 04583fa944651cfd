-- SPDX-License-Identifier: GPL-3.0-or-later
-- agents_told: note which rules told the client of each agent.
-- params:  :rules TEXT
-- columns: none
-- plan:    primary key
INSERT INTO meta (name, value)
VALUES ('agent_rules', :rules)
    ON CONFLICT (name) DO UPDATE
   SET value = excluded.value;

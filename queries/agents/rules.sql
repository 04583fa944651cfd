-- SPDX-License-Identifier: GPL-3.0-or-later
-- agents_rules: which rules told the client of each agent.
-- params:  none
-- columns: rules TEXT
-- plan:    primary key
SELECT value AS rules
  FROM meta
 WHERE name = 'agent_rules';

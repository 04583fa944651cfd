-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_agent: what to call an agent.
-- params:  :id INTEGER
-- columns: value TEXT, label TEXT, type TEXT, extra TEXT
-- plan:    primary key
SELECT value, NULL AS label, NULL AS type, NULL AS extra
  FROM agent
 WHERE agent_id = :id;

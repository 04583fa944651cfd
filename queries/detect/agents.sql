-- SPDX-License-Identifier: GPL-3.0-or-later
-- detect_agents: all agents by number.
-- params:  none
-- columns: agent_id INTEGER, value TEXT
-- plan:    scan agent
SELECT agent_id, value
  FROM agent;

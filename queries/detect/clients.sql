-- SPDX-License-Identifier: GPL-3.0-or-later
-- detect_clients: of each agent that names a client the first agent that names it.
-- params:  none
-- columns: agent_id INTEGER, client INTEGER
-- plan:    scan agent
SELECT agent_id, min(agent_id) OVER (PARTITION BY client) AS client
  FROM agent
 WHERE client IS NOT NULL;

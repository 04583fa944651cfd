-- SPDX-License-Identifier: GPL-3.0-or-later
-- agents_all: every agent as logged.
-- params:  none
-- columns: agent_id INTEGER, value TEXT
-- plan:    scan agent
SELECT agent_id, value
  FROM agent
 ORDER BY agent_id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_agent: ids of what agent: means.
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan agent
SELECT agent_id AS id
  FROM agent
 WHERE value LIKE :pattern ESCAPE '\'

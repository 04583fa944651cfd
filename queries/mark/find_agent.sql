-- SPDX-License-Identifier: GPL-3.0-or-later
-- mark_find_agent: the agents a typed text may mean.
-- params:  :text TEXT
-- columns: value TEXT, label TEXT, exact INTEGER
-- plan:    unique index
SELECT value, value AS label, 1 AS exact
  FROM agent
 WHERE value = :text;

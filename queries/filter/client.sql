-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_client: agents of what client: means: a class (cli, sdk, console, ...), a client, a system, or "attack".
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan agent
SELECT agent_id AS id
  FROM agent
 WHERE class LIKE :pattern ESCAPE '\'
    OR client LIKE :pattern ESCAPE '\'
    OR system LIKE :pattern ESCAPE '\'
    OR (attack = 1 AND 'attack' LIKE :pattern ESCAPE '\')

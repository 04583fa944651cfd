-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_maker: the attributed call that made a user or role.
-- params:  :value TEXT  the principal's key
-- columns: event_id INTEGER, time_s INTEGER, api TEXT, principal TEXT, key TEXT, address TEXT, strength TEXT,
--          is_attributed INTEGER
-- plan:    primary keys
SELECT g.event_id, e.time_s, e.api, e.principal, e.key, e.address, g.strength, 1 AS is_attributed
  FROM edge AS g
  JOIN attribution AS a USING (event_id)
  JOIN events AS e USING (event_id)
 WHERE g.child_kind = 'principal'
   AND g.child = :value
   AND a.state = 'attributed';

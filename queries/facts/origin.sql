-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_origin: the call that a key, session or principal came from, by lineage.
-- params:  :kind TEXT; :value TEXT
-- columns: event_id INTEGER, time_s INTEGER, api TEXT, principal TEXT, key TEXT, address TEXT, strength TEXT,
--          is_attributed INTEGER
-- plan:    primary keys
SELECT g.event_id, e.time_s, e.api, e.principal, e.key, e.address, g.strength,
       COALESCE(a.state = 'attributed', 0) AS is_attributed
  FROM edge AS g
  JOIN events AS e USING (event_id)
  LEFT JOIN attribution AS a USING (event_id)
 WHERE g.child_kind = :kind
   AND g.child = :value;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_derived: the event that a credential of the attacker came from.
-- params:  :kind TEXT; :value TEXT
-- columns: event_id INTEGER, time_s INTEGER, api TEXT, principal TEXT, key TEXT, address TEXT, strength TEXT,
--          is_attributed INTEGER
-- plan:    primary keys
SELECT d.event_id, e.time_s, e.api, e.principal, e.key, e.address, 'certain' AS strength, 1 AS is_attributed
  FROM derived_mark AS d
  JOIN events AS e USING (event_id)
 WHERE d.kind = :kind
   AND d.value = :value;

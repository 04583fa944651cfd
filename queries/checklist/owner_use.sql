-- SPDX-License-Identifier: GPL-3.0-or-later
-- checklist_owner_use: from where others than the attacker used a credential since a moment, busiest first.
-- params:  :id INTEGER  of the key, session or principal; :from_s INTEGER
-- columns: address TEXT, events INTEGER
-- plan:    ix_event_key
-- parts:   credential
SELECT coalesce((SELECT value FROM address WHERE address.address_id = e.address_id), 'no address') AS address,
       count(*) AS events
  FROM event AS e
 WHERE /*<credential*/ e.key_id <> 0 AND e.key_id /*>*/ = :id
   AND e.time_s >= :from_s
   AND NOT EXISTS (SELECT 1 FROM attribution AS a WHERE a.event_id = e.event_id)
 GROUP BY e.address_id
 ORDER BY events DESC, address;

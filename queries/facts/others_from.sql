-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_others_from: the addresses a credential was used from by others, busiest first.
-- params:  :id INTEGER; :limit INTEGER
-- columns: address TEXT, events INTEGER
-- plan:    ix_event_key
-- parts:   credential
SELECT coalesce((SELECT value FROM address WHERE address.address_id = e.address_id), 'no address') AS address,
       count(*) AS events
  FROM event AS e
 WHERE /*<credential*/ e.key_id <> 0 AND e.key_id /*>*/ = :id
   AND NOT EXISTS (SELECT 1 FROM attribution AS a WHERE a.event_id = e.event_id)
 GROUP BY e.address_id
 ORDER BY events DESC, address
 LIMIT :limit;

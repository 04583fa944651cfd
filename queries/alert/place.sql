-- SPDX-License-Identifier: GPL-3.0-or-later
-- alert_place: who made an event, with which key, from where.
-- params:  :event_id INTEGER
-- columns: key TEXT, address TEXT, principal TEXT, name TEXT, api TEXT
-- plan:    primary keys
SELECT k.value AS key, d.value AS address, p.key AS principal, p.name, a.name AS api
  FROM event AS e
  LEFT JOIN key AS k ON k.key_id = e.key_id
  LEFT JOIN address AS d ON d.address_id = e.address_id
  LEFT JOIN principal AS p ON p.principal_id = e.principal_id
  LEFT JOIN api AS a ON a.api_id = e.api_id
 WHERE e.event_id = :event_id;

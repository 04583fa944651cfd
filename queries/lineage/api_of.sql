-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_api_of: the call that issued something, by whom and from where.
-- params:  :event_id INTEGER
-- columns: api TEXT, principal TEXT, address TEXT, target TEXT, role_arn TEXT
-- plan:    primary keys
SELECT a.name AS api, p.name AS principal, d.value AS address, i.target, i.role_arn
  FROM event AS e
  LEFT JOIN api AS a ON a.api_id = e.api_id
  LEFT JOIN principal AS p ON p.principal_id = e.principal_id
  LEFT JOIN address AS d ON d.address_id = e.address_id
  LEFT JOIN issuance AS i ON i.event_id = e.event_id
 WHERE e.event_id = :event_id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- residue_call: one call: who made it, where, and its record.
-- params:  :event_id INTEGER
-- columns: principal TEXT, session TEXT (its name), key TEXT, account TEXT, region TEXT, record TEXT
-- plan:    primary keys
SELECT principal.name AS principal, session.name AS session, key.value AS key, account.value AS account,
       region.value AS region, event_json(e.event_id) AS record
  FROM event AS e
  LEFT JOIN principal ON principal.principal_id = e.principal_id
  LEFT JOIN session ON session.session_id = e.session_id
  LEFT JOIN key ON key.key_id = e.key_id
  LEFT JOIN account ON account.account_id = e.account_id
  LEFT JOIN region ON region.region_id = e.region_id
 WHERE e.event_id = :event_id;

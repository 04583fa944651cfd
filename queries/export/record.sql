-- SPDX-License-Identifier: GPL-3.0-or-later
-- export_record: the record of an event as found, and what the events list does not say of it.
-- params:  :event_id INTEGER
-- columns: record TEXT, source TEXT, base_name TEXT, owner TEXT, country TEXT
-- plan:    primary key
SELECT event_json(e.event_id) AS record, a.source, a.base_name, o.owner, o.country
  FROM event AS e
  LEFT JOIN api AS a USING (api_id)
  LEFT JOIN address_owner AS o USING (address_id)
 WHERE e.event_id = :event_id;

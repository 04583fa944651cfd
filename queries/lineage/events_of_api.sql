-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_events_of_api: the successful calls of an api up to an event, with their records.
-- params:  :source TEXT; :name TEXT; :last INTEGER
-- columns: event_id INTEGER, record TEXT
-- plan:    ix_event_api
SELECT e.event_id, event_json(e.event_id) AS record
  FROM api AS a
 CROSS JOIN event AS e ON e.api_id = a.api_id
 WHERE a.source = :source
   AND a.name = :name
   AND e.event_id <= :last
   AND e.outcome = 0;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_link_missing: the records of a case of before whose links are still to be read.
-- params:  none
-- columns: event_id INTEGER, record TEXT
-- plan:    primary keys
SELECT e.event_id, event_json(e.event_id) AS record
  FROM meta AS m
 CROSS JOIN event AS e ON e.event_id <= CAST(m.value AS INTEGER)
 WHERE m.name = 'link_missing_to';

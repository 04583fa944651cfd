-- SPDX-License-Identifier: GPL-3.0-or-later
-- event_conflicts: other versions of an event's record.
-- params:  :event_id INTEGER
-- columns: record TEXT, path TEXT
-- plan:    primary key
SELECT record_text(c.body) AS record, source.path
  FROM conflict AS c
  JOIN source USING (source_id)
 WHERE c.event_id = :event_id
 ORDER BY c.source_id, c.offset_bytes
 LIMIT 10;

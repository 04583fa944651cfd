-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_partial_move: keep the view that an event was known from, before its record takes the place.
-- params:  :event_id INTEGER
-- columns: none
-- plan:    primary key
INSERT OR IGNORE INTO partial (event_id, source_id, offset_bytes, body)
SELECT s.event_id, s.source_id, s.offset_bytes, r.body
  FROM sighting AS s
  JOIN record AS r USING (event_id)
 WHERE s.event_id = :event_id
 ORDER BY s.source_id, s.offset_bytes
 LIMIT 1;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- event_sightings: every place an event was found, the one that stored it first.
-- params:  :event_id INTEGER
-- columns: path TEXT, offset_bytes INTEGER, conflicts INTEGER (1 when its content was another one)
-- plan:    primary key
SELECT path, event_offset(:event_id) AS offset_bytes, 0 AS conflicts
  FROM source
 WHERE source_id = event_source(:event_id)
 UNION ALL
SELECT source.path, s.offset_bytes, 0 AS conflicts
  FROM sighting AS s
  JOIN source USING (source_id)
 WHERE s.event_id = :event_id
 UNION ALL
SELECT source.path, c.offset_bytes, 1 AS conflicts
  FROM conflict AS c
  JOIN source USING (source_id)
 WHERE c.event_id = :event_id

-- SPDX-License-Identifier: GPL-3.0-or-later
-- event_partials: the lossy views of an event that are kept beside its record.
-- params:  :event_id INTEGER
-- columns: path TEXT, offset_bytes INTEGER
-- plan:    primary key
SELECT source.path, p.offset_bytes
  FROM partial AS p
  JOIN source USING (source_id)
 WHERE p.event_id = :event_id
 ORDER BY p.source_id, p.offset_bytes
 LIMIT 10;

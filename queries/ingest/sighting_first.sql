-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_sighting_first: where an event was found first, in a case older than version 17.
-- params:  :event_id INTEGER
-- columns: source_id INTEGER, offset_bytes INTEGER
-- plan:    primary key
SELECT source_id, offset_bytes
  FROM sighting
 WHERE event_id = :event_id
 ORDER BY source_id, offset_bytes
 LIMIT 1;

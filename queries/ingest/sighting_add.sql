-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_sighting_add: an event was found at a place.
-- params:  :event_id INTEGER; :source_id INTEGER; :offset_bytes INTEGER
-- columns: none
-- plan:    primary key
INSERT OR IGNORE INTO sighting (event_id, source_id, offset_bytes)
VALUES (:event_id, :source_id, :offset_bytes);

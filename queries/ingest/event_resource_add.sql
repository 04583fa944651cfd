-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_event_resource_add: an event is about a resource.
-- params:  :resource_id INTEGER; :event_id INTEGER
-- columns: none
-- plan:    primary key
INSERT OR IGNORE INTO event_resource (resource_id, event_id)
VALUES (:resource_id, :event_id);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_event_resource_add: events are about resources.
-- params:  :rows POINTER  resource_id, event_id
-- columns: none
-- plan:    primary key
INSERT OR IGNORE INTO event_resource (resource_id, event_id)
SELECT c0, c1
  FROM bulk(:rows);

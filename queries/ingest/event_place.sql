-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_event_place: where an event counts in the rollups.
-- params:  :event_id INTEGER
-- columns: time_s INTEGER, principal_id INTEGER, account_id INTEGER, region_id INTEGER
-- plan:    primary key
SELECT time_s, principal_id, account_id, region_id
  FROM event
 WHERE event_id = :event_id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_event_last: the highest event id.
-- params:  none
-- columns: event_id INTEGER
-- plan:    primary key
SELECT max(event_id) AS event_id
  FROM event;

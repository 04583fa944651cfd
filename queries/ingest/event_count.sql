-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_event_count: how many events the case has.
-- params:  none
-- columns: events INTEGER
-- plan:    scan activity
SELECT coalesce(sum(events), 0) AS events
  FROM activity;

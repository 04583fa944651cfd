-- SPDX-License-Identifier: GPL-3.0-or-later
-- event_totals: how many events the case holds, and from when to when.
-- params:  none
-- columns: events INTEGER, first_s INTEGER, last_s INTEGER
-- plan:    scan activity
SELECT coalesce(sum(events), 0) AS events, min(first_s) AS first_s, max(last_s) AS last_s
  FROM activity

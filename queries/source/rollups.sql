-- SPDX-License-Identifier: GPL-3.0-or-later
-- source_rollups: how many events there are, and how many the rollups tell.
-- params:  none
-- columns: events INTEGER, by_day INTEGER, by_hour INTEGER
-- plan:    scan event, scan activity: counting is the point
SELECT (SELECT count(*) FROM event) AS events,
       (SELECT coalesce(sum(events), 0) FROM activity) AS by_day,
       (SELECT coalesce(sum(events), 0) FROM event_hour) AS by_hour;

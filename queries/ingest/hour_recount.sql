-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_hour_recount: the events of an hour of an account and region, into the rollup.
-- params:  :account_id INTEGER; :region_id INTEGER; :hour INTEGER  since the epoch
-- columns: none
-- plan:    ix_event_time
INSERT INTO event_hour (account_id, region_id, hour, category, events, first_s, last_s)
SELECT account_id, region_id, :hour,
       CASE WHEN flags & 8 THEN 1 WHEN flags & 32 THEN 2 WHEN flags & 64 THEN 3 ELSE 0 END AS category,
       count(*), min(time_s), max(time_s)
  FROM event
 WHERE time_s >= :hour * 3600
   AND time_s < :hour * 3600 + 3600
   AND account_id = :account_id
   AND region_id = :region_id
 GROUP BY category;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- source_rollups: how many events there are, how many the rollups tell, and rows of the rollups that counting anew does not
--          give.
-- params:  none
-- columns: events INTEGER, by_day INTEGER, by_hour INTEGER, differ INTEGER
-- plan:    scan event, scan activity: counting is the point
WITH by_day AS MATERIALIZED (
    SELECT principal_id, time_s / 86400 - (time_s % 86400 < 0) AS day, api_id, session_id, address_id, key_id,
           agent_id, region_id, account_id, error_id, outcome, flags, count(*) AS events, min(time_s) AS first_s,
           max(time_s) AS last_s, sum(DISTINCT 1 << ((time_s % 86400 + 86400) % 86400 / 3600)) AS hours
      FROM event
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
by_hour AS MATERIALIZED (
    SELECT account_id, region_id, time_s / 3600 - (time_s % 3600 < 0) AS hour,
           CASE WHEN flags & 8 THEN 1 WHEN flags & 32 THEN 2 WHEN flags & 64 THEN 3 ELSE 0 END AS category,
           count(*) AS events, min(time_s) AS first_s, max(time_s) AS last_s
      FROM event
     GROUP BY 1, 2, 3, 4)
SELECT (SELECT count(*) FROM event) AS events,
       (SELECT coalesce(sum(events), 0) FROM activity) AS by_day,
       (SELECT coalesce(sum(events), 0) FROM event_hour) AS by_hour,
       (SELECT count(*)
          FROM (SELECT principal_id, day, api_id, session_id, address_id, key_id, agent_id, region_id, account_id,
                       error_id, outcome, flags, events, first_s, last_s, hours
                  FROM activity
                EXCEPT
                SELECT principal_id, day, api_id, session_id, address_id, key_id, agent_id, region_id, account_id,
                       error_id, outcome, flags, events, first_s, last_s, hours
                  FROM by_day))
       + (SELECT count(*)
            FROM (SELECT account_id, region_id, hour, category, events, first_s, last_s
                    FROM event_hour
                  EXCEPT
                  SELECT account_id, region_id, hour, category, events, first_s, last_s
                    FROM by_hour)) AS differ;

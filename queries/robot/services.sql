-- SPDX-License-Identifier: GPL-3.0-or-later
-- robot_services: the services a thing uses in the window, against the history before it.
-- params:  :id INTEGER  of the thing; :from_day INTEGER; :to_day INTEGER  the window, both ends in;
--          :history_day INTEGER  where the history begins
-- columns: service TEXT, change TEXT, events INTEGER, before INTEGER, before_days INTEGER, first INTEGER, last INTEGER
-- plan:    scan activity where the thing is no principal
-- parts:   activity
SELECT p.service,
       CASE WHEN sum(a.events) FILTER (WHERE a.day < :from_day) IS NULL THEN 'new'
            WHEN sum(a.events) FILTER (WHERE a.day >= :from_day) IS NULL THEN 'gone'
            ELSE 'seen before' END AS change,
       coalesce(sum(a.events) FILTER (WHERE a.day >= :from_day), 0) AS events,
       coalesce(sum(a.events) FILTER (WHERE a.day < :from_day), 0) AS before,
       count(DISTINCT a.day) FILTER (WHERE a.day < :from_day) AS before_days,
       min(a.first_s) AS first, max(a.last_s) AS last
  FROM activity AS a
 CROSS JOIN api AS p ON p.api_id = a.api_id
 WHERE /*<activity*/ a.principal_id /*>*/ = :id
   AND a.day BETWEEN :history_day AND :to_day
 GROUP BY p.service
 ORDER BY events DESC, before DESC, p.service;

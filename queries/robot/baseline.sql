-- SPDX-License-Identifier: GPL-3.0-or-later
-- robot_baseline: what a thing does in the window against the history before it, by dimension: what is new, what is gone,
--          what changed its rate by three times or more, what is as before. Hours of the day (UTC) only where new.
-- params:  :id INTEGER  of the thing; :from_day INTEGER; :to_day INTEGER  the window, both ends in;
--          :history_day INTEGER  where the history begins
-- columns: dimension TEXT, value TEXT, change TEXT, events INTEGER, before INTEGER, before_days INTEGER,
--          history_days INTEGER (days of the history on which there is anything of it), first INTEGER, last INTEGER
-- plan:    scan activity where the thing is no principal, ix_event_principal within the window
-- parts:   activity event
WITH mine AS MATERIALIZED (
    SELECT a.day, a.day >= :from_day AS inside, a.principal_id, a.address_id, a.agent_id, a.region_id, a.api_id, a.key_id,
           a.error_id, a.outcome, a.flags, a.hours, a.events, a.first_s, a.last_s
      FROM activity AS a
     WHERE /*<activity*/ a.principal_id /*>*/ = :id
       AND a.day BETWEEN :history_day AND :to_day
), span AS MATERIALIZED (
    SELECT count(DISTINCT day) FILTER (WHERE NOT inside) AS history_days, :to_day - :from_day + 1 AS window_days
      FROM mine
), seen AS MATERIALIZED (
    SELECT DISTINCT inside, hours
      FROM mine
), new_hour AS MATERIALIZED (
    SELECT h.value AS hour
      FROM json_each('[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23]') AS h
     WHERE EXISTS (SELECT 1 FROM seen AS n WHERE n.inside AND n.hours >> h.value & 1)
       AND NOT EXISTS (SELECT 1 FROM seen AS o WHERE NOT o.inside AND o.hours >> h.value & 1)
), dimensioned (place, dimension, value, inside, day, events, first_s, last_s) AS (
    SELECT 1, 'address', d.value, m.inside, m.day, m.events, m.first_s, m.last_s
      FROM mine AS m JOIN address AS d USING (address_id)
     UNION ALL
    SELECT 2, 'owner', o.owner, m.inside, m.day, m.events, m.first_s, m.last_s
      FROM mine AS m JOIN address_owner AS o USING (address_id)
     WHERE o.owner IS NOT NULL
     UNION ALL
    SELECT 3, 'country', o.country, m.inside, m.day, m.events, m.first_s, m.last_s
      FROM mine AS m JOIN address_owner AS o USING (address_id)
     WHERE o.country IS NOT NULL
     UNION ALL
    SELECT 4, 'client', d.client, m.inside, m.day, m.events, m.first_s, m.last_s
      FROM mine AS m JOIN agent AS d USING (agent_id)
     WHERE d.client IS NOT NULL
     UNION ALL
    SELECT 5, 'agent', d.value, m.inside, m.day, m.events, m.first_s, m.last_s FROM mine AS m JOIN agent AS d USING (agent_id)
     UNION ALL
    SELECT 8, 'region', d.value, m.inside, m.day, m.events, m.first_s, m.last_s FROM mine AS m JOIN region AS d USING (region_id)
     UNION ALL
    SELECT 9, 'key', d.value, m.inside, m.day, m.events, m.first_s, m.last_s
      FROM mine AS m JOIN key AS d USING (key_id)
     WHERE d.kind = 'long-lived'
     UNION ALL
    SELECT 10, 'principal', d.key, m.inside, m.day, m.events, m.first_s, m.last_s
      FROM mine AS m JOIN principal AS d USING (principal_id)
     UNION ALL
    SELECT 11, 'error', d.value, m.inside, m.day, m.events, m.first_s, m.last_s FROM mine AS m JOIN error AS d USING (error_id)
     UNION ALL
    SELECT 12, 'api', d.service || ':' || d.name, m.inside, m.day, m.events, m.first_s, m.last_s
      FROM mine AS m JOIN api AS d USING (api_id)
     UNION ALL
    SELECT 6, 'mfa', iif(m.flags & 2, 'yes', 'no'), m.inside, m.day, m.events, m.first_s, m.last_s
      FROM mine AS m
     UNION ALL
    SELECT 7, 'hour', printf('%02d:00', h.hour), 1, e.time_s / 86400, 1, e.time_s, e.time_s
      FROM new_hour AS h
     CROSS JOIN event AS e
     WHERE /*<event*/ e.principal_id /*>*/ = :id
       AND e.time_s BETWEEN :from_day * 86400 AND :to_day * 86400 + 86399
       AND e.time_s % 86400 / 3600 = h.hour
), counted AS (
    SELECT place, dimension, value, coalesce(sum(events) FILTER (WHERE inside), 0) AS events,
           coalesce(sum(events) FILTER (WHERE NOT inside), 0) AS before,
           count(DISTINCT day) FILTER (WHERE NOT inside) AS before_days, min(first_s) AS first, max(last_s) AS last
      FROM dimensioned
     GROUP BY place, dimension, value
)
SELECT c.dimension, c.value,
       CASE WHEN c.before = 0 THEN 'new'
            WHEN c.events = 0 THEN 'gone'
            WHEN c.events * s.history_days >= 3 * c.before * s.window_days AND c.events >= 10 THEN 'more often'
            WHEN 3 * c.events * s.history_days <= c.before * s.window_days AND c.before >= 10 THEN 'less often'
            ELSE 'as before' END AS change,
       c.events, c.before, c.before_days, s.history_days, c.first, c.last
  FROM counted AS c
 CROSS JOIN span AS s
 ORDER BY c.place, change = 'as before', change = 'gone', c.events DESC, c.before DESC, c.value;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- proposal_address_of_call: addresses that attributed calls came from. Strong: not seen until a week before the first of
--          them, in evidence that reaches back a week more, and not shared
--          by people who work there as they did elsewhere before, as behind the address of an office.
-- params:  none
-- columns: value TEXT, since_s INTEGER, until_s INTEGER, event_id INTEGER (the first that shows it), shown INTEGER (how
--          many do), strong INTEGER, others INTEGER (principals out of scope that use it), days INTEGER (of use before),
--          at_home INTEGER (of them those that work there as they did elsewhere before)
-- plan:    scan attribution, scan activity
WITH judged AS MATERIALIZED (
    SELECT e.event_id, e.time_s, e.address_id, e.principal_id, e.key_id, e.session_id, e.agent_id, a.state
      FROM attribution AS a
     CROSS JOIN event AS e ON e.event_id = a.event_id
), start AS MATERIALIZED (
    SELECT min(time_s) AS first_s
      FROM judged
     WHERE state = 'attributed'
), candidate AS MATERIALIZED (
    SELECT address_id, event_id, min(time_s) AS time_s, count(*) AS shown
      FROM judged
     WHERE state = 'attributed'
     GROUP BY address_id
), use AS MATERIALIZED (
    SELECT v.address_id, min(v.first_s) AS first_s,
           count(DISTINCT v.day) FILTER (WHERE v.last_s < s.first_s) AS days,
           count(DISTINCT v.principal_id)
               FILTER (WHERE v.principal_id NOT IN (SELECT principal_id FROM judged)) AS others
      FROM activity AS v
     CROSS JOIN start AS s
     WHERE v.address_id IN (SELECT address_id FROM candidate)
     GROUP BY v.address_id
), at_home AS MATERIALIZED (
    SELECT v.address_id, count(DISTINCT v.principal_id) AS at_home
      FROM activity AS v
      JOIN use AS u USING (address_id)
     CROSS JOIN start AS s
     WHERE v.agent_id <> 0
       AND v.principal_id NOT IN (SELECT principal_id FROM judged)
       AND EXISTS (SELECT 1
                     FROM activity AS o
                    WHERE o.principal_id = v.principal_id
                      AND o.agent_id = v.agent_id
                      AND o.address_id <> v.address_id
                      AND o.last_s < min(u.first_s, s.first_s - 7 * 86400))
     GROUP BY v.address_id
)
SELECT d.value, NULL AS since_s, NULL AS until_s, c.event_id, c.shown,
       u.first_s >= s.first_s - 7 * 86400
       AND (SELECT min(time_s) FROM event) <= u.first_s - 7 * 86400
       AND coalesce(h.at_home, 0) < 2 AS strong,
       u.others, u.days, coalesce(h.at_home, 0) AS at_home
  FROM candidate AS c
 CROSS JOIN start AS s
  JOIN use AS u USING (address_id)
  JOIN address AS d USING (address_id)
  LEFT JOIN at_home AS h USING (address_id)
 WHERE d.kind = 'ip'
 ORDER BY d.value;

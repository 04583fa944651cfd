-- SPDX-License-Identifier: GPL-3.0-or-later
-- proposal_agent_of_call: agents of attributed calls that others use too, and that came up with the attacker.
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
    SELECT agent_id, event_id, min(time_s) AS time_s, count(*) AS shown
      FROM judged
     WHERE state = 'attributed'
       AND agent_id <> 0
     GROUP BY agent_id
), use AS MATERIALIZED (
    SELECT v.agent_id, min(v.first_s) AS first_s,
           count(DISTINCT v.day) FILTER (WHERE v.last_s < s.first_s) AS days,
           count(DISTINCT v.principal_id)
               FILTER (WHERE v.principal_id NOT IN (SELECT principal_id FROM judged)) AS others
      FROM activity AS v
     CROSS JOIN start AS s
     WHERE v.agent_id IN (SELECT agent_id FROM candidate)
     GROUP BY v.agent_id
)
SELECT d.value, NULL AS since_s, NULL AS until_s, c.event_id, c.shown, 0 AS strong, u.others, u.days, 0 AS at_home
  FROM candidate AS c
 CROSS JOIN start AS s
  JOIN use AS u USING (agent_id)
  JOIN agent AS d USING (agent_id)
 WHERE u.first_s >= s.first_s - 7 * 86400
   AND c.shown < (SELECT sum(v.events) FROM activity AS v WHERE v.agent_id = c.agent_id)
 ORDER BY d.value;

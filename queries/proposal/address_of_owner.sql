-- SPDX-License-Identifier: GPL-3.0-or-later
-- proposal_address_of_owner: addresses of undecided calls, used by the same principals on five days or more before
--          the first attributed call. Up to the last of those calls, or before the first that is unlike the history: by
--          an agent the principal did not use there before, or a call that changes something and is new to the principal.
--          Strong: no call there with an agent that came up with the attacker.
-- params:  none
-- columns: value TEXT, since_s INTEGER, until_s INTEGER, event_id INTEGER (the first that shows it), shown INTEGER (how
--          many do), strong INTEGER, others INTEGER (principals out of scope that use it), days INTEGER (of use before),
--          at_home INTEGER (of them those that work there as they did elsewhere before)
-- plan:    scan attribution, scan activity
WITH judged AS MATERIALIZED (
    SELECT e.event_id, e.time_s, e.address_id, e.principal_id, e.key_id, e.session_id, e.agent_id, e.api_id, a.state
      FROM attribution AS a
     CROSS JOIN event AS e ON e.event_id = a.event_id
), start AS MATERIALIZED (
    SELECT min(time_s) AS first_s
      FROM judged
     WHERE state = 'attributed'
), candidate AS MATERIALIZED (
    SELECT address_id, event_id, min(time_s) AS time_s, max(time_s) AS last_s, count(*) AS shown
      FROM judged
     WHERE state = 'undecided'
     GROUP BY address_id
), own_agent AS MATERIALIZED (
    SELECT v.agent_id
      FROM activity AS v
     CROSS JOIN start AS s
     WHERE v.agent_id IN (SELECT agent_id FROM judged WHERE state = 'attributed' AND agent_id <> 0)
     GROUP BY v.agent_id
    HAVING min(v.first_s) >= min(s.first_s) - 7 * 86400
), use AS MATERIALIZED (
    SELECT v.address_id, min(v.first_s) AS first_s,
           count(DISTINCT v.day) FILTER (WHERE v.last_s < s.first_s) AS days,
           count(DISTINCT v.principal_id)
               FILTER (WHERE v.principal_id NOT IN (SELECT principal_id FROM judged)) AS others
      FROM activity AS v
     CROSS JOIN start AS s
     WHERE v.address_id IN (SELECT address_id FROM candidate)
     GROUP BY v.address_id
), known AS MATERIALIZED (
    SELECT v.address_id, v.principal_id, count(DISTINCT v.day) AS days
      FROM activity AS v
     CROSS JOIN start AS s
     WHERE v.address_id IN (SELECT address_id FROM candidate)
       AND v.last_s < s.first_s
     GROUP BY v.address_id, v.principal_id
    HAVING days >= 5
), odd AS MATERIALIZED (
    SELECT j.address_id, min(j.time_s) AS first_s
      FROM judged AS j
     CROSS JOIN start AS s
      LEFT JOIN api AS i ON i.api_id = j.api_id
     WHERE j.state = 'undecided'
       AND j.time_s >= s.first_s
       AND j.address_id IN (SELECT address_id FROM known)
       AND (NOT EXISTS (SELECT 1
                          FROM activity AS v
                         WHERE v.principal_id = j.principal_id
                           AND v.address_id = j.address_id
                           AND v.agent_id = j.agent_id
                           AND v.first_s < s.first_s)
            OR (i.interesting = 1
                AND NOT EXISTS (SELECT 1
                                  FROM activity AS v
                                 WHERE v.principal_id = j.principal_id
                                   AND v.api_id = j.api_id
                                   AND v.first_s < s.first_s)))
     GROUP BY j.address_id
)
SELECT d.value, NULL AS since_s, coalesce(o.first_s - 1, c.last_s) AS until_s, c.event_id, c.shown,
       NOT EXISTS (SELECT 1 FROM judged AS j
                    WHERE j.address_id = c.address_id
                      AND j.agent_id IN (SELECT agent_id FROM own_agent)) AS strong,
       u.others, u.days, 0 AS at_home
  FROM candidate AS c
  JOIN use AS u USING (address_id)
  JOIN address AS d USING (address_id)
  LEFT JOIN odd AS o USING (address_id)
 WHERE d.kind = 'ip'
   AND NOT EXISTS (SELECT 1 FROM judged AS j WHERE j.address_id = c.address_id AND j.state = 'attributed')
   AND NOT EXISTS (SELECT 1 FROM judged AS j
                    WHERE j.address_id = c.address_id
                      AND j.principal_id NOT IN (SELECT k.principal_id FROM known AS k
                                                  WHERE k.address_id = c.address_id))
 ORDER BY d.value;

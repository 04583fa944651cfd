-- SPDX-License-Identifier: GPL-3.0-or-later
-- proposal_address_of_maker: addresses, new near attributed calls, that long-lived keys, users and federation tokens in
--          the attacker's hands were made at. Strong: none of what was made there was ever used from an older address, and nobody
--          works at this one with a program of their own as they did elsewhere before. Addresses of what the cloud
--          runs for somebody (functions, containers, its own shell) are none of the attacker's.
-- params:  none
-- columns: value TEXT, since_s INTEGER, until_s INTEGER, event_id INTEGER (the first that shows it), shown INTEGER (how
--          many do), strong INTEGER, others INTEGER (principals out of scope that use it), days INTEGER (of use before),
--          at_home INTEGER (of them those that work there as they did elsewhere before)
-- plan:    scan attribution, primary key of edge, scan activity
WITH judged AS MATERIALIZED (
    SELECT e.event_id, e.time_s, e.address_id, e.principal_id, e.key_id, e.session_id, a.state
      FROM attribution AS a
     CROSS JOIN event AS e ON e.event_id = a.event_id
), start AS MATERIALIZED (
    SELECT min(time_s) AS first_s, min(time_s) - 7 * 86400 AS new_s
      FROM judged
     WHERE state = 'attributed'
), in_hand AS MATERIALIZED (
    SELECT DISTINCT 'key' AS kind, k.value AS value, k.key_id AS id
      FROM judged AS j
      JOIN key AS k USING (key_id)
     WHERE j.session_id = 0
       AND j.key_id <> 0
     UNION ALL
    SELECT DISTINCT 'principal', p.key, p.principal_id
      FROM judged AS j
      JOIN principal AS p USING (principal_id)
     WHERE p.type = 'IAMUser'
     UNION ALL
    SELECT DISTINCT 'session', s.key, s.session_id
      FROM judged AS j
      JOIN session AS s USING (session_id)
     WHERE s.kind = 'federated'
), in_cloud AS MATERIALIZED (
    SELECT agent_id
      FROM agent
     WHERE instr(value, ' exec-env/AWS_') > 0
        OR instr(value, ' exec-env/CloudShell') > 0
), made AS MATERIALIZED (
    SELECT e.address_id, e.event_id, e.time_s, h.kind, h.id
      FROM in_hand AS h
     CROSS JOIN edge AS g ON g.child_kind = h.kind AND g.child = h.value
     CROSS JOIN event AS e ON e.event_id = g.event_id
     WHERE e.event_id NOT IN (SELECT event_id FROM judged WHERE state = 'attributed')
       AND e.agent_id NOT IN (SELECT agent_id FROM in_cloud)
), candidate AS MATERIALIZED (
    SELECT address_id, event_id, min(time_s) AS time_s, count(*) AS shown
      FROM made
     GROUP BY address_id
), used AS MATERIALIZED (
    SELECT DISTINCT principal_id, key_id, session_id, address_id
      FROM activity
     WHERE key_id IN (SELECT id FROM made WHERE kind = 'key')
        OR principal_id IN (SELECT id FROM made WHERE kind = 'principal')
        OR session_id IN (SELECT id FROM made WHERE kind = 'session')
), seen AS MATERIALIZED (
    SELECT v.address_id, min(v.first_s) AS first_s,
           count(DISTINCT v.day) FILTER (WHERE v.last_s < s.first_s) AS days,
           count(DISTINCT v.principal_id)
               FILTER (WHERE v.principal_id NOT IN (SELECT principal_id FROM judged)) AS others
      FROM activity AS v
     CROSS JOIN start AS s
     WHERE v.address_id IN (SELECT address_id FROM candidate UNION SELECT address_id FROM used)
     GROUP BY v.address_id
), settled AS MATERIALIZED (
    SELECT m.address_id
      FROM made AS m
     CROSS JOIN start AS s
      JOIN used AS u ON m.id = CASE m.kind
                                    WHEN 'key' THEN u.key_id
                                    WHEN 'principal' THEN u.principal_id
                                    ELSE u.session_id
                               END
      JOIN seen AS n ON n.address_id = u.address_id
     WHERE n.first_s < s.new_s
), at_home AS MATERIALIZED (
    SELECT v.address_id, count(DISTINCT v.principal_id) AS at_home
      FROM activity AS v
     CROSS JOIN start AS s
      JOIN agent AS a USING (agent_id)
     WHERE v.address_id IN (SELECT address_id FROM candidate)
       AND coalesce(a.class, 'other') NOT IN ('console', 'service', 'internal')
       AND EXISTS (SELECT 1
                     FROM activity AS o
                    WHERE o.principal_id = v.principal_id
                      AND o.agent_id = v.agent_id
                      AND o.address_id <> v.address_id
                      AND o.last_s < s.new_s)
     GROUP BY v.address_id
)
SELECT d.value, NULL AS since_s, NULL AS until_s, c.event_id, c.shown,
       (SELECT min(time_s) FROM event) <= n.first_s - 7 * 86400
       AND c.address_id NOT IN (SELECT address_id FROM settled)
       AND coalesce(h.at_home, 0) = 0 AS strong,
       n.others, n.days, coalesce(h.at_home, 0) AS at_home
  FROM candidate AS c
 CROSS JOIN start AS s
  JOIN seen AS n USING (address_id)
  JOIN address AS d USING (address_id)
  LEFT JOIN at_home AS h USING (address_id)
 WHERE d.kind = 'ip'
   AND n.first_s >= s.new_s
   AND NOT EXISTS (SELECT 1 FROM judged AS j WHERE j.address_id = c.address_id AND j.state = 'attributed')
 ORDER BY d.value;

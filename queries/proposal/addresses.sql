-- SPDX-License-Identifier: GPL-3.0-or-later
-- proposal_addresses: addresses of the attacker's, by what they were used for. Either those that attributed calls came
--          from; strong when not seen until a week before the first of them. Or those, new by the same measure, from
--          which credentials in the attacker's hands were used otherwise: undecided calls, and calls with keys and in sessions
--          that attributed calls used; strong when credentials of two principals were, or one with an agent that came up with the
--          attacker. Neither is strong in evidence that does not reach back a week more, nor when the address is
--          shared by people who work there as they did elsewhere before, as behind the address of an office. What the
--          cloud runs for somebody (functions, containers, its own shell) comes from addresses of the cloud: not a place.
-- params:  :attributed INTEGER  1 the former, 0 the latter
-- columns: value TEXT, since_s INTEGER, until_s INTEGER, event_id INTEGER (the first that shows it), shown INTEGER (how
--          many do), strong INTEGER, others INTEGER (principals out of scope that use it), days INTEGER (of use before),
--          at_home INTEGER (of them those that work there as they did elsewhere before)
-- plan:    scan attribution, scan activity, ix_event_address
WITH judged AS MATERIALIZED (
    SELECT e.event_id, e.time_s, e.address_id, e.principal_id, e.key_id, e.session_id, e.agent_id, a.state
      FROM attribution AS a
     CROSS JOIN event AS e ON e.event_id = a.event_id
), start AS MATERIALIZED (
    SELECT min(time_s) AS first_s, min(time_s) - 7 * 86400 AS new_s
      FROM judged
     WHERE state = 'attributed'
), acquitted AS MATERIALIZED (
    SELECT kind, id
      FROM mark_target
     WHERE verdict = 'benign'
), held_key AS MATERIALIZED (
    SELECT DISTINCT key_id
      FROM judged
     WHERE state = 'attributed'
       AND session_id = 0
       AND key_id <> 0
       AND key_id NOT IN (SELECT id FROM acquitted WHERE kind = 'key')
), held_session AS MATERIALIZED (
    SELECT DISTINCT session_id
      FROM judged
     WHERE state = 'attributed'
       AND session_id <> 0
       AND session_id NOT IN (SELECT id FROM acquitted WHERE kind = 'session')
), in_cloud AS MATERIALIZED (
    SELECT agent_id
      FROM agent
     WHERE instr(value, ' exec-env/AWS_') > 0
        OR instr(value, ' exec-env/CloudShell') > 0
), used (address_id, principal_id, agent_id, first_s, events) AS MATERIALIZED (
    SELECT address_id, principal_id, agent_id, time_s, 1
      FROM judged
     WHERE state = iif(:attributed, 'attributed', 'undecided')
       AND agent_id NOT IN (SELECT agent_id FROM in_cloud)
       AND (:attributed
            OR (key_id NOT IN (SELECT key_id FROM held_key)
                AND session_id NOT IN (SELECT session_id FROM held_session)))
     UNION ALL
    SELECT address_id, principal_id, agent_id, first_s, events
      FROM activity
     WHERE NOT :attributed
       AND (key_id IN (SELECT key_id FROM held_key)
            OR session_id IN (SELECT session_id FROM held_session))
       AND agent_id NOT IN (SELECT id FROM acquitted WHERE kind = 'agent')
       AND agent_id NOT IN (SELECT agent_id FROM in_cloud)
), candidate AS MATERIALIZED (
    SELECT address_id, min(first_s) AS time_s, sum(events) AS shown, count(DISTINCT principal_id) AS principals
      FROM used
     WHERE :attributed
        OR address_id NOT IN (SELECT address_id FROM judged WHERE state = 'attributed')
     GROUP BY address_id
), seen AS MATERIALIZED (
    SELECT v.address_id, min(v.first_s) AS first_s,
           count(DISTINCT v.day) FILTER (WHERE v.last_s < s.first_s) AS days,
           count(DISTINCT v.principal_id)
               FILTER (WHERE v.principal_id NOT IN (SELECT principal_id FROM judged)) AS others
      FROM activity AS v
     CROSS JOIN start AS s
     WHERE v.address_id IN (SELECT address_id FROM candidate)
     GROUP BY v.address_id
), own_agent AS MATERIALIZED (
    SELECT v.agent_id
      FROM activity AS v
     CROSS JOIN start AS s
     WHERE NOT :attributed
       AND v.agent_id IN (SELECT agent_id FROM judged WHERE state = 'attributed' AND agent_id <> 0)
     GROUP BY v.agent_id
    HAVING min(v.first_s) >= min(s.new_s)
), at_home AS MATERIALIZED (
    SELECT v.address_id, count(DISTINCT v.principal_id) AS at_home
      FROM activity AS v
      JOIN seen AS n USING (address_id)
     CROSS JOIN start AS s
     WHERE v.agent_id <> 0
       AND v.principal_id NOT IN (SELECT principal_id FROM judged)
       AND EXISTS (SELECT 1
                     FROM activity AS o
                    WHERE o.principal_id = v.principal_id
                      AND o.agent_id = v.agent_id
                      AND o.address_id <> v.address_id
                      AND o.last_s < min(n.first_s, s.new_s))
     GROUP BY v.address_id
)
SELECT d.value, NULL AS since_s, NULL AS until_s,
       (SELECT e.event_id
          FROM event AS e
         WHERE e.address_id = c.address_id
           AND e.time_s = c.time_s
           AND (e.event_id IN (SELECT event_id FROM judged)
                OR e.key_id IN (SELECT key_id FROM held_key)
                OR e.session_id IN (SELECT session_id FROM held_session))
         ORDER BY e.event_id
         LIMIT 1) AS event_id,
       c.shown,
       (SELECT min(time_s) FROM event) <= n.first_s - 7 * 86400
       AND CASE WHEN :attributed
                THEN n.first_s >= s.new_s
                ELSE c.principals > 1
                     OR EXISTS (SELECT 1
                                  FROM used AS u
                                 WHERE u.address_id = c.address_id
                                   AND u.agent_id IN (SELECT agent_id FROM own_agent))
           END
       AND coalesce(h.at_home, 0) < 2 AS strong,
       n.others, n.days, coalesce(h.at_home, 0) AS at_home
  FROM candidate AS c
 CROSS JOIN start AS s
  JOIN seen AS n USING (address_id)
  JOIN address AS d USING (address_id)
  LEFT JOIN at_home AS h USING (address_id)
 WHERE d.kind = 'ip'
   AND (:attributed OR n.first_s >= s.new_s)
 ORDER BY d.value;

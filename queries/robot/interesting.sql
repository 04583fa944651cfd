-- SPDX-License-Identifier: GPL-3.0-or-later
-- robot_interesting: the calls of a thing that change something or read secrets, runs of like ones as one row; of
--          security-group rules also how many groups and which ports, by the records of at most 500 calls in at most 64
--          packs, spread evenly over the run: opening packs is what takes time.
-- params:  :id INTEGER  of the thing; :from_day INTEGER; :to_day INTEGER  the window, both ends in
-- columns: outcome TEXT, api TEXT, agent TEXT, events INTEGER, first INTEGER, last INTEGER, detail TEXT
-- plan:    scan activity where the thing is no principal, ix_event_api for the details
-- parts:   activity, event
WITH run AS MATERIALIZED (
    SELECT a.outcome, a.api_id, a.agent_id, sum(a.events) AS events, min(a.first_s) AS first, max(a.last_s) AS last
      FROM activity AS a
     WHERE /*<activity*/ a.principal_id /*>*/ = :id
       AND a.day BETWEEN :from_day AND :to_day
       AND a.api_id IN (SELECT api_id FROM api WHERE interesting)
     GROUP BY a.outcome, a.api_id, a.agent_id
), rule_call AS MATERIALIZED (
    SELECT r.outcome, r.api_id, r.agent_id, e.event_id,
           (SELECT max(k.first_event_id) FROM pack AS k WHERE k.first_event_id <= e.event_id) AS pack
      FROM run AS r
     CROSS JOIN event AS e ON e.api_id = r.api_id AND e.time_s BETWEEN r.first AND r.last AND e.agent_id = r.agent_id
                          AND e.outcome = r.outcome
     WHERE /*<event*/ e.principal_id /*>*/ = :id
       AND r.api_id IN (SELECT api_id
                          FROM api
                         WHERE base_name IN ('AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress',
                                             'RevokeSecurityGroupIngress', 'RevokeSecurityGroupEgress'))
), placed AS (
    SELECT outcome, api_id, agent_id, event_id,
           dense_rank() OVER (PARTITION BY outcome, api_id, agent_id ORDER BY pack) - 1 AS place
      FROM rule_call
), spread AS (
    SELECT outcome, api_id, agent_id, event_id, place,
           max(place) OVER (PARTITION BY outcome, api_id, agent_id) / 64 + 1 AS step
      FROM placed
), numbered AS (
    SELECT outcome, api_id, agent_id, event_id,
           row_number() OVER (PARTITION BY outcome, api_id, agent_id ORDER BY event_id) AS number
      FROM spread
     WHERE place % step = 0
), asked AS MATERIALIZED (
    SELECT outcome, api_id, agent_id, event_json(event_id) ->> '$.requestParameters' AS parameters
      FROM numbered
     WHERE number <= 500
), target AS (
    SELECT outcome, api_id, agent_id, count(*) AS events,
           count(DISTINCT coalesce(parameters ->> '$.groupId', parameters ->> '$.groupName')) AS targets
      FROM asked
     GROUP BY outcome, api_id, agent_id
), span AS (
    SELECT DISTINCT outcome, api_id, agent_id, i.value ->> '$.fromPort' AS low, i.value ->> '$.toPort' AS high
      FROM asked
     CROSS JOIN json_each(parameters, '$.ipPermissions.items') AS i
     ORDER BY low, high
), port AS (
    SELECT outcome, api_id, agent_id,
           iif(count(*) = 1, 'port ', 'ports ')
           || group_concat(CASE WHEN low IS NULL THEN 'all' WHEN low = high THEN low ELSE low || '-' || high END, ' ') AS ports
      FROM span
     GROUP BY outcome, api_id, agent_id
)
SELECT CASE r.outcome WHEN 0 THEN 'success' WHEN 1 THEN 'denied' ELSE 'error' END AS outcome,
       p.service || ':' || p.name AS api, g.value AS agent, r.events, r.first, r.last,
       iif(t.events < r.events, 'at least ', '') || t.targets || iif(t.targets = 1, ' group', ' groups')
       || coalesce(', ' || o.ports, '') || iif(t.events < r.events, ' (' || t.events || ' calls read)', '') AS detail
  FROM run AS r
 CROSS JOIN api AS p ON p.api_id = r.api_id
  LEFT JOIN agent AS g ON g.agent_id = r.agent_id
  LEFT JOIN target AS t ON (t.outcome, t.api_id, t.agent_id) = (r.outcome, r.api_id, r.agent_id)
  LEFT JOIN port AS o ON (o.outcome, o.api_id, o.agent_id) = (r.outcome, r.api_id, r.agent_id)
 ORDER BY r.events DESC, r.first, api, outcome, agent;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- robot_interesting: the calls of a thing that change something or read secrets, runs of like ones as one row; of
--          security-group rules also how many groups and which ports, by the records of at most 500 calls.
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
)
SELECT CASE r.outcome WHEN 0 THEN 'success' WHEN 1 THEN 'denied' ELSE 'error' END AS outcome,
       p.service || ':' || p.name AS api, g.value AS agent, r.events, r.first, r.last,
       CASE WHEN p.base_name IN ('AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress',
                                 'RevokeSecurityGroupIngress', 'RevokeSecurityGroupEgress')
            THEN (SELECT count(DISTINCT json_extract(d.record, '$.requestParameters.groupId')) || ' groups, ports '
                         || group_concat(DISTINCT coalesce(
                                json_extract(d.record, '$.requestParameters.ipPermissions.items[0].fromPort') || '-'
                                || json_extract(d.record, '$.requestParameters.ipPermissions.items[0].toPort'), 'all'))
                         || iif(r.events > 500, ', of 500 of them', '')
                    FROM (SELECT event_json(e.event_id) AS record
                            FROM event AS e
                           WHERE e.api_id = r.api_id
                             AND e.time_s BETWEEN r.first AND r.last
                             AND e.agent_id = r.agent_id
                             AND e.outcome = r.outcome
                             AND /*<event*/ e.principal_id /*>*/ = :id
                           LIMIT 500) AS d
                   WHERE json_valid(d.record))
       END AS detail
  FROM run AS r
 CROSS JOIN api AS p ON p.api_id = r.api_id
  LEFT JOIN agent AS g ON g.agent_id = r.agent_id
 ORDER BY r.events DESC, r.first, api, outcome, agent;

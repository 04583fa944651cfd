-- SPDX-License-Identifier: GPL-3.0-or-later
-- robot_roles: the roles that a thing took or tried to take, then what was taken with those sessions in turn. A denied try
--          does not say the role in its parameters, but mostly in its message; else role is NULL.
--          A call into another account has a record in both and counts once.
-- params:  :id INTEGER  of the thing; :from_day INTEGER; :to_day INTEGER  the window, both ends in
-- columns: outcome TEXT, role TEXT, chain INTEGER (1: by the thing itself), events INTEGER, first INTEGER, last INTEGER,
--          via TEXT
-- plan:    scan activity where the thing is no principal, then ix_event_principal; ix_edge_parent along the chain
-- parts:   activity, event
WITH RECURSIVE api_of AS MATERIALIZED (
    SELECT api_id, name
      FROM api
     WHERE source = 'sts.amazonaws.com'
       AND name IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot')
), day_of AS MATERIALIZED (
    SELECT a.principal_id, a.day, min(a.first_s) AS first_s, max(a.last_s) AS last_s
      FROM activity AS a
     WHERE /*<activity*/ a.principal_id /*>*/ = :id
       AND a.day BETWEEN :from_day AND :to_day
       AND a.api_id IN (SELECT api_id FROM api_of)
     GROUP BY a.principal_id, a.day
), found AS MATERIALIZED (
    SELECT e.event_id, e.key_id, e.uid, e.outcome, e.time_s, i.role_arn, a.name AS api,
           CASE WHEN e.outcome <> 0 THEN event_json(e.event_id) END AS failed
      FROM day_of AS d
     CROSS JOIN event AS e ON e.principal_id = d.principal_id AND e.time_s BETWEEN d.first_s AND d.last_s
     CROSS JOIN api_of AS a ON a.api_id = e.api_id
      LEFT JOIN issuance AS i ON i.event_id = e.event_id
     WHERE /*<event*/ e.principal_id /*>*/ = :id
), assume AS MATERIALIZED (
    SELECT t.event_id, t.outcome, t.time_s, t.role_arn, t.api, t.failed
      FROM found AS t
     WHERE NOT EXISTS (SELECT 1
                         FROM link_key AS k
                         JOIN link_key AS o ON o.value = k.value AND o.kind = 0 AND o.event_id <> k.event_id
                         JOIN found AS c ON c.event_id = o.event_id
                        WHERE k.event_id = t.event_id
                          AND k.kind = 0
                          AND (c.key_id = 0, c.uid) < (t.key_id = 0, t.uid))
), chain (session, depth) AS (
    SELECT g.child, 1
      FROM assume AS t
     CROSS JOIN edge AS g ON g.event_id = t.event_id
     WHERE g.child_kind = 'session'
     UNION
    SELECT g.child, c.depth + 1
      FROM chain AS c
     CROSS JOIN edge AS g ON g.parent_kind = 'session' AND g.parent = c.session
     WHERE g.child_kind = 'session'
       AND c.depth < 10
), told AS (
    SELECT event_id,
           coalesce(failed ->> '$.requestParameters.roleArn',
                    substr(failed ->> '$.errorMessage',
                           nullif(instr(failed ->> '$.errorMessage', 'on resource: '), 0) + 13)) AS role
      FROM assume
     WHERE failed IS NOT NULL
), taken AS (
    SELECT t.outcome, coalesce(t.role_arn, substr(m.role, 1, instr(m.role || ' ', ' ') - 1)) AS role, 1 AS chain,
           t.time_s, t.api AS via
      FROM assume AS t
      LEFT JOIN told AS m USING (event_id)
     UNION ALL
    SELECT 0, i.role_arn, c.depth, g.time_s, a.name
      FROM chain AS c
     CROSS JOIN edge AS g ON g.child_kind = 'session' AND g.child = c.session
     CROSS JOIN issuance AS i ON i.event_id = g.event_id
     CROSS JOIN event AS e ON e.event_id = g.event_id
     CROSS JOIN api AS a ON a.api_id = e.api_id
     WHERE c.depth > 1
)
SELECT CASE t.outcome WHEN 0 THEN 'success' WHEN 1 THEN 'denied' ELSE 'error' END AS outcome, t.role, t.chain,
       count(*) AS events, min(t.time_s) AS first, max(t.time_s) AS last, t.via
  FROM taken AS t
 GROUP BY t.outcome, t.role, t.chain, t.via
 ORDER BY t.chain, events DESC, first, role;

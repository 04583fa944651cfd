-- SPDX-License-Identifier: GPL-3.0-or-later
-- proposal_role_made: roles that attributed calls created and that were used.
-- params:  none
-- columns: value TEXT, since_s INTEGER, until_s INTEGER, event_id INTEGER (the first that shows it), shown INTEGER (how
--          many do), strong INTEGER, others INTEGER (principals out of scope that use it), days INTEGER (of use before),
--          at_home INTEGER (of them those that work there as they did elsewhere before)
-- plan:    scan attribution, then primary keys and the unique index of principal
WITH made AS MATERIALIZED (
    SELECT e.event_id, e.time_s,
           'role:' || json_extract(event_json(e.event_id), '$.responseElements.role.roleId') AS key
      FROM attribution AS a
     CROSS JOIN event AS e ON e.event_id = a.event_id
     WHERE a.state = 'attributed'
       AND e.outcome = 0
       AND e.api_id IN (SELECT api_id
                          FROM api
                         WHERE source = 'iam.amazonaws.com'
                           AND base_name = 'CreateRole')
)
SELECT p.key AS value, m.time_s AS since_s, NULL AS until_s, m.event_id, 1 AS shown, 1 AS strong, 0 AS others, 0 AS days, 0 AS at_home
  FROM made AS m
  JOIN principal AS p USING (key)
 ORDER BY p.key;

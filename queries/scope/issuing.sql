-- SPDX-License-Identifier: GPL-3.0-or-later
-- scope_issuing: the attributed calls that issued a credential or made a principal.
-- params:  none
-- columns: event_id INTEGER, api TEXT, session TEXT (key), account TEXT, record TEXT
-- plan:    scan attribution, then primary keys
WITH issuer AS MATERIALIZED (
    SELECT api_id, base_name
      FROM api
     WHERE (source, base_name) IN (VALUES ('sts.amazonaws.com', 'AssumeRole'),
                                          ('sts.amazonaws.com', 'AssumeRoleWithSAML'),
                                          ('sts.amazonaws.com', 'AssumeRoleWithWebIdentity'),
                                          ('sts.amazonaws.com', 'AssumeRoot'),
                                          ('sts.amazonaws.com', 'GetSessionToken'),
                                          ('sts.amazonaws.com', 'GetFederationToken'),
                                          ('iam.amazonaws.com', 'CreateAccessKey'),
                                          ('iam.amazonaws.com', 'CreateUser'),
                                          ('iam.amazonaws.com', 'CreateLoginProfile'),
                                          ('iam.amazonaws.com', 'UpdateLoginProfile'),
                                          ('signin.amazonaws.com', 'ConsoleLogin'))
)
SELECT e.event_id, i.base_name AS api, s.key AS session, c.value AS account, event_json(e.event_id) AS record
  FROM attribution AS a
 CROSS JOIN event AS e ON e.event_id = a.event_id
 CROSS JOIN issuer AS i ON i.api_id = e.api_id
  LEFT JOIN session AS s ON s.session_id = e.session_id
  LEFT JOIN account AS c ON c.account_id = e.account_id
 WHERE a.state = 'attributed'
   AND e.outcome = 0
   AND e.api_id IN (SELECT api_id FROM issuer);

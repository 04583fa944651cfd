-- SPDX-License-Identifier: GPL-3.0-or-later
-- checklist_owner_resources: what the calls of checklist_owner_calls were on, where their records say it by ARN.
-- params:  :principal_id INTEGER
-- columns: service TEXT, api TEXT, arn TEXT (of an S3 object that of its bucket; NULL: all of them),
--          events INTEGER (calls on it; for all, calls that name any)
-- plan:    resources by value, their events by key
-- Only services whose permissions are given on such ARNs; nothing in cases of more than two million events, where
-- it takes too long.
WITH named AS MATERIALIZED (
  SELECT api.service AS service, api.base_name AS api, e.event_id AS event_id,
         CASE WHEN api.service = 's3' AND instr(substr(resource.value, 14), '/') > 0
              THEN substr(resource.value, 1, 12 + instr(substr(resource.value, 14), '/'))
              ELSE resource.value
         END AS arn
    FROM resource
   CROSS JOIN event_resource USING (resource_id)
   CROSS JOIN event AS e USING (event_id)
   CROSS JOIN api ON api.api_id = e.api_id
   WHERE (SELECT max(event_id) FROM event) <= 2000000
     AND resource.value GLOB 'arn:*'
     AND e.principal_id = :principal_id
     AND e.outcome = 0
     AND api.service IN ('dynamodb', 'kms', 'lambda', 's3', 'secretsmanager', 'sns', 'sqs', 'sts')
     AND NOT EXISTS (SELECT 1 FROM attribution AS a WHERE a.event_id = e.event_id)
)
SELECT service, api, arn, count(DISTINCT event_id) AS events
  FROM named
 GROUP BY service, api, arn
 UNION ALL
SELECT service, api, NULL, count(DISTINCT event_id)
  FROM named
 GROUP BY service, api
 ORDER BY 1, 2, 3;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- coverage_trail_events: the calls that changed what CloudTrail itself logs, with their records.
-- params:  none
-- columns: event_id INTEGER, time_s INTEGER, api TEXT, account TEXT, region TEXT, principal TEXT, record TEXT,
--          data_before INTEGER (of PutEventSelectors: whether the account has data events of an earlier time)
-- plan:    ix_event_api; of PutEventSelectors, scan activity
SELECT e.event_id, e.time_s, api.base_name AS api, account.value AS account, region.value AS region,
       principal.name AS principal, event_json(e.event_id) AS record,
       CASE api.base_name
            WHEN 'PutEventSelectors' THEN EXISTS (SELECT 1
                                                    FROM activity AS v
                                                   WHERE v.account_id = e.account_id
                                                     AND v.flags & 8
                                                     AND v.first_s < e.time_s)
            ELSE 0
       END AS data_before
  FROM api
 CROSS JOIN event AS e USING (api_id)
  LEFT JOIN account USING (account_id)
  LEFT JOIN region ON region.region_id = e.region_id
  LEFT JOIN principal ON principal.principal_id = e.principal_id
 WHERE api.source = 'cloudtrail.amazonaws.com'
   AND api.base_name IN ('StopLogging', 'StartLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors')
   AND e.outcome = 0
   AND e.flags & 4 = 0
 ORDER BY e.time_s, e.event_id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- checklist_key_ended: the calls that switched access keys off or on or deleted them, oldest first.
-- params:  none
-- columns: event_id INTEGER, time_s INTEGER, api TEXT, principal TEXT, session TEXT (its name), key TEXT (of which
--          it speaks), status TEXT
-- plan:    ix_event_api
SELECT e.event_id, e.time_s, api.base_name AS api, principal.name AS principal, session.name AS session,
       json_extract(event_json(e.event_id), '$.requestParameters.accessKeyId') AS key,
       json_extract(event_json(e.event_id), '$.requestParameters.status') AS status
  FROM api
 CROSS JOIN event AS e ON e.api_id = api.api_id
  LEFT JOIN principal ON principal.principal_id = e.principal_id
  LEFT JOIN session ON session.session_id = e.session_id
 WHERE api.source = 'iam.amazonaws.com'
   AND api.base_name IN ('UpdateAccessKey', 'DeleteAccessKey')
   AND e.outcome = 0
 ORDER BY e.time_s, e.event_id;

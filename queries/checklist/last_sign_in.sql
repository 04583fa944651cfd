-- SPDX-License-Identifier: GPL-3.0-or-later
-- checklist_last_sign_in: when somebody but the attacker signed in to the console as a principal last.
-- params:  :principal_id INTEGER
-- columns: last_s INTEGER
-- plan:    ix_event_principal
SELECT max(e.time_s) AS last_s
  FROM event AS e
  JOIN api ON api.api_id = e.api_id
 WHERE e.principal_id = :principal_id
   AND api.base_name = 'ConsoleLogin'
   AND e.outcome = 0
   AND NOT EXISTS (SELECT 1 FROM attribution AS a WHERE a.event_id = e.event_id);

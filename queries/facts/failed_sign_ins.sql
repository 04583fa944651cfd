-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_failed_sign_ins: failed console sign-ins of a principal in a window, oldest first.
-- params:  :principal INTEGER  id; :from_s INTEGER; :until_s INTEGER
-- columns: event_id INTEGER, address TEXT
-- plan:    ix_event_principal
SELECT e.event_id, (SELECT value FROM address WHERE address.address_id = e.address_id) AS address
  FROM event AS e
 WHERE e.principal_id = :principal
   AND e.time_s BETWEEN :from_s AND :until_s
   AND e.outcome <> 0
   AND e.api_id IN (SELECT api_id
                      FROM api
                     WHERE source = 'signin.amazonaws.com'
                       AND base_name = 'ConsoleLogin')
 ORDER BY e.time_s, e.event_id
 LIMIT 1000;

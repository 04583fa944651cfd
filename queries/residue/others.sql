-- SPDX-License-Identifier: GPL-3.0-or-later
-- residue_others: the calls of an api from a moment on that are not attributed and were made and answered.
-- params:  :api_id INTEGER; :from_s INTEGER
-- columns: event_id INTEGER, time_s INTEGER, uid TEXT (in hex)
-- plan:    ix_event_api
SELECT e.event_id, e.time_s, hex(e.uid) AS uid
  FROM event AS e
 WHERE e.api_id = :api_id
   AND e.time_s >= :from_s
   AND e.outcome = 0
   AND e.flags & 4 = 0
   AND NOT EXISTS (SELECT 1 FROM attribution AS a WHERE a.event_id = e.event_id AND a.state = 'attributed');

-- SPDX-License-Identifier: GPL-3.0-or-later
-- residue_attributed: the attributed and undecided calls of some apis that were made and answered.
-- params:  :apis TEXT  JSON array of api_id
-- columns: event_id INTEGER, time_s INTEGER, uid TEXT (in hex), api_id INTEGER,
--          attributed INTEGER
-- plan:    scan attribution, then primary key
SELECT e.event_id, e.time_s, hex(e.uid) AS uid, e.api_id, a.state = 'attributed' AS attributed
  FROM attribution AS a
 CROSS JOIN event AS e ON e.event_id = a.event_id
 WHERE e.outcome = 0
   AND e.flags & 4 = 0
   AND e.api_id IN (SELECT value FROM json_each(:apis));

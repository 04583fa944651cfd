-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_others_events: some events of a credential that are neither attributed nor undecided, the latest before a moment first.
-- params:  :id INTEGER; :from_s INTEGER; :until_s INTEGER; :limit INTEGER
-- columns: event_id INTEGER, time_s INTEGER
-- plan:    ix_event_key
-- parts:   credential
SELECT e.event_id, e.time_s
  FROM event AS e
 WHERE /*<credential*/ e.key_id <> 0 AND e.key_id /*>*/ = :id
   AND NOT EXISTS (SELECT 1 FROM attribution AS a WHERE a.event_id = e.event_id)
   AND e.time_s BETWEEN :from_s AND :until_s
 ORDER BY e.time_s DESC, e.event_id DESC
 LIMIT :limit;

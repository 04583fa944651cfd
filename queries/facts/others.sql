-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_others: what a credential did that is neither attributed nor undecided, seen from the attacker's first and last use.
-- params:  :id INTEGER  of the key, session or principal; :first_s INTEGER; :last_s INTEGER;
--          :recent_s INTEGER  how long before first_s counts as recent
-- columns: events INTEGER, first_s INTEGER, last_s INTEGER, before_s INTEGER (last before first_s), recent INTEGER,
--          during INTEGER, after INTEGER
-- plan:    ix_event_key
-- parts:   credential
SELECT count(*) AS events, min(e.time_s) AS first_s, max(e.time_s) AS last_s,
       max(e.time_s) FILTER (WHERE e.time_s < :first_s) AS before_s,
       count(*) FILTER (WHERE e.time_s >= :first_s - :recent_s AND e.time_s < :first_s) AS recent,
       count(*) FILTER (WHERE e.time_s BETWEEN :first_s AND :last_s) AS during,
       count(*) FILTER (WHERE e.time_s > :last_s) AS after
  FROM event AS e
 WHERE /*<credential*/ e.key_id <> 0 AND e.key_id /*>*/ = :id
   AND NOT EXISTS (SELECT 1 FROM attribution AS a WHERE a.event_id = e.event_id);

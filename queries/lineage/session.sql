-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_session: a session: whose, what kind, when used.
-- params:  :value TEXT  its key
-- columns: principal TEXT (key), label TEXT, account TEXT, kind TEXT, name TEXT, created_s INTEGER, first_s INTEGER,
--          last_s INTEGER, events INTEGER
-- plan:    unique index, then ix_event_session
SELECT p.key AS principal, p.name AS label, p.account, s.kind, s.name, s.created_s,
       (SELECT min(e.time_s) FROM event AS e WHERE e.session_id = s.session_id AND e.session_id <> 0) AS first_s,
       (SELECT max(e.time_s) FROM event AS e WHERE e.session_id = s.session_id AND e.session_id <> 0) AS last_s,
       (SELECT count(*) FROM event AS e WHERE e.session_id = s.session_id AND e.session_id <> 0) AS events
  FROM session AS s
  LEFT JOIN principal AS p ON p.principal_id = s.principal_id
 WHERE s.key = :value;

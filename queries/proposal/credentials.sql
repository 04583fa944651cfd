-- SPDX-License-Identifier: GPL-3.0-or-later
-- proposal_credentials: how many sessions, and keys outside of sessions, have attributed or undecided calls.
-- params:  none
-- columns: credentials INTEGER
-- plan:    scan attribution, then primary key
SELECT count(DISTINCT CASE e.session_id WHEN 0 THEN -e.key_id ELSE e.session_id END) AS credentials
  FROM attribution AS a
 CROSS JOIN event AS e ON e.event_id = a.event_id
 WHERE e.session_id <> 0
    OR e.key_id <> 0;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_todo_new: the issuing calls that are new, and those that what is new may come from: sessions, keys, uses of
--          sessions without a date, and sign-ins with a password that was set.
-- params:  :events INTEGER; :sessions INTEGER; :keys INTEGER  the highest ids the edges were joined from
-- columns: none
-- plan:    event by number, scan session and issuance
INSERT OR IGNORE INTO lineage_todo (event_id)
WITH fresh AS (
    SELECT s.key, s.name, s.created_s, p.arn
      FROM session AS s
     CROSS JOIN principal AS p ON p.principal_id = s.principal_id
     WHERE s.session_id > :sessions
        OR (s.created_s IS NULL AND s.session_id IN (SELECT session_id FROM event WHERE event_id > :events))
), moment AS (
    SELECT created_s + d.column1 AS time_s
      FROM fresh
     CROSS JOIN (VALUES (-2), (-1), (0), (1), (2)) AS d
     WHERE created_s IS NOT NULL
)
SELECT event_id
  FROM issuance
 WHERE event_id > :events
    OR issued IN (SELECT key FROM fresh UNION ALL SELECT value FROM key WHERE key_id > :keys)
    OR session IN (SELECT key FROM fresh)
    OR time_s IN (SELECT time_s FROM moment)
    OR (role_arn, session_name) IN (SELECT arn, name FROM fresh WHERE created_s IS NULL)
    OR (what = 'sign-in'
        AND parent IN (SELECT p.key
                         FROM issuance AS l
                        CROSS JOIN principal AS p
                        WHERE l.event_id > :events
                          AND l.what = 'login'
                          AND p.name = l.target));

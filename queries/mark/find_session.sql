-- SPDX-License-Identifier: GPL-3.0-or-later
-- mark_find_session: the sessions a typed text may mean: key, or session name.
-- params:  :text TEXT
-- columns: value TEXT, label TEXT, exact INTEGER
-- plan:    scan session
SELECT s.key AS value, p.name || coalesce('/' || s.name, '') AS label, s.key = :text AS exact
  FROM session AS s
  LEFT JOIN principal AS p USING (principal_id)
 WHERE s.key = :text
    OR s.name = :text COLLATE NOCASE
 ORDER BY exact DESC, value
 LIMIT 9;

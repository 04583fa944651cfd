-- SPDX-License-Identifier: GPL-3.0-or-later
-- mark_list: all marks, the derived ones after the analyst's own, with what each decided.
-- params:  none
-- columns: kind TEXT, value TEXT, label TEXT, verdict TEXT, since_s INTEGER, until_s INTEGER, reason TEXT, created_s INTEGER,
--          issued_by INTEGER (event), events INTEGER
-- plan:    scan mark, derived_mark and attribution
WITH decided AS MATERIALIZED (
    SELECT kind, value, count(*) AS events
      FROM attribution
     GROUP BY kind, value
), marks AS (
    SELECT 0 AS derived, kind, value, verdict, since_s, until_s, reason, created_s, NULL AS issued_by
      FROM mark
     UNION ALL
    SELECT 1, d.kind, d.value, d.verdict, e.time_s, NULL, d.reason, NULL, d.event_id
      FROM derived_mark AS d
      JOIN event AS e USING (event_id)
     WHERE NOT EXISTS (SELECT 1 FROM mark WHERE mark.kind = d.kind AND mark.value = d.value)
)
SELECT m.kind, m.value,
       CASE m.kind
           WHEN 'principal' THEN (SELECT name FROM principal WHERE key = m.value)
           WHEN 'session' THEN (SELECT p.name || coalesce('/' || s.name, '')
                                  FROM session AS s
                                  JOIN principal AS p USING (principal_id)
                                 WHERE s.key = m.value)
       END AS label,
       m.verdict, m.since_s, m.until_s, m.reason, m.created_s, m.issued_by, coalesce(d.events, 0) AS events
  FROM marks AS m
  LEFT JOIN decided AS d ON d.kind = m.kind AND d.value = m.value
 ORDER BY m.derived, m.kind, m.value;

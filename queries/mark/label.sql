-- SPDX-License-Identifier: GPL-3.0-or-later
-- mark_label: the name by which people know a thing that can be marked; NULL where its value is its name.
-- params:  :kind TEXT; :value TEXT
-- columns: label TEXT
-- plan:    unique indexes
SELECT CASE :kind
           WHEN 'principal' THEN (SELECT name FROM principal WHERE key = :value)
           WHEN 'session' THEN (SELECT p.name || coalesce('/' || s.name, '')
                                  FROM session AS s
                                  JOIN principal AS p USING (principal_id)
                                 WHERE s.key = :value)
       END AS label;

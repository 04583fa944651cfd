-- SPDX-License-Identifier: GPL-3.0-or-later
-- mark_label: the name by which people know a thing that can be marked: of a key whose it is, by its first use, else by
--          the call that made it; of a session also when it began, as there are many of a name; NULL where its value is its name.
-- params:  :kind TEXT; :value TEXT
-- columns: label TEXT
-- plan:    unique indexes, ix_event_key
SELECT CASE :kind
           WHEN 'principal' THEN (SELECT name FROM principal WHERE key = :value)
           WHEN 'session' THEN (SELECT p.name || coalesce('/' || s.name, '')
                                       || coalesce(strftime(' of %Y-%m-%d %H:%M', s.created_s, 'unixepoch'), '')
                                  FROM session AS s
                                  JOIN principal AS p USING (principal_id)
                                 WHERE s.key = :value)
           WHEN 'key' THEN coalesce((SELECT p.name
                                       FROM key AS k
                                      CROSS JOIN event AS e ON e.key_id = k.key_id AND e.key_id <> 0
                                      CROSS JOIN principal AS p ON p.principal_id = e.principal_id
                                      WHERE k.value = :value
                                      ORDER BY e.time_s
                                      LIMIT 1),
                                    (SELECT i.target
                                       FROM edge AS g
                                      CROSS JOIN issuance AS i ON i.event_id = g.event_id
                                      WHERE g.child_kind = 'key'
                                        AND g.child = :value))
       END AS label;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_moved: whether a key that was known is now known to have been used by another session first.
-- params:  :events INTEGER; :keys INTEGER  the highest ids the edges were joined from
-- columns: moved INTEGER
-- plan:    event by number, then unique indexes and ix_event_key
WITH used AS (
    SELECT DISTINCT key_id
      FROM event
     WHERE event_id > :events
       AND key_id BETWEEN 1 AND :keys
)
SELECT EXISTS (SELECT 1
                 FROM used AS u
                CROSS JOIN key AS k ON k.key_id = u.key_id
                CROSS JOIN issuance AS i ON i.issued = k.value
                WHERE (SELECT e.session_id
                         FROM event AS e
                         LEFT JOIN session AS s ON s.session_id = e.session_id
                        WHERE e.key_id = k.key_id
                          AND e.key_id <> 0
                        ORDER BY e.time_s, s.key IS NULL, s.key
                        LIMIT 1)
                      IS NOT (SELECT e.session_id
                                FROM event AS e
                                LEFT JOIN session AS s ON s.session_id = e.session_id
                               WHERE e.key_id = k.key_id
                                 AND e.key_id <> 0
                                 AND e.event_id <= :events
                               ORDER BY e.time_s, s.key IS NULL, s.key
                               LIMIT 1)) AS moved;

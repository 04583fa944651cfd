-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_session_keys: the temporary keys of a session.
-- params:  :value TEXT  its key; :limit INTEGER
-- columns: value TEXT
-- plan:    unique index, then ix_event_session
SELECT DISTINCT k.value
  FROM session AS s
 CROSS JOIN event AS e ON e.session_id = s.session_id AND e.session_id <> 0
 CROSS JOIN key AS k ON k.key_id = e.key_id
 WHERE s.key = :value
 ORDER BY k.value
 LIMIT :limit;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_principal_sessions: the sessions of a principal, oldest first.
-- params:  :value TEXT  its key; :limit INTEGER
-- columns: kind TEXT, value TEXT
-- plan:    ix_session_principal
SELECT 'session' AS kind, s.key AS value
  FROM principal AS p
 CROSS JOIN session AS s ON s.principal_id = p.principal_id
 WHERE p.key = :value
 ORDER BY s.created_s, s.key
 LIMIT :limit;

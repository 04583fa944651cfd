-- SPDX-License-Identifier: GPL-3.0-or-later
-- robot_id_session: the number of a session.
-- params:  :value TEXT
-- columns: id INTEGER, day INTEGER (none)
-- plan:    unique index
SELECT session_id AS id, NULL AS day
  FROM session
 WHERE key = :value;

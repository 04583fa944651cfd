-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_session: ids of what session: means.
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan session
SELECT session_id AS id
  FROM session
 WHERE key LIKE :pattern ESCAPE '\'
    OR name LIKE :pattern ESCAPE '\'

-- SPDX-License-Identifier: GPL-3.0-or-later
-- scope_session_known: whether a session is in the case.
-- params:  :key TEXT
-- columns: session_id INTEGER
-- plan:    unique index
SELECT session_id
  FROM session
 WHERE key = :key;

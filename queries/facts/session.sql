-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_session: what to call a session; extra: signed in with MFA.
-- params:  :id INTEGER
-- columns: value TEXT, label TEXT, type TEXT, extra TEXT
-- plan:    primary key
SELECT key AS value, name AS label, kind AS type, CASE mfa WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END AS extra
  FROM session
 WHERE session_id = :id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_key: what to call an access key.
-- params:  :id INTEGER
-- columns: value TEXT, label TEXT, type TEXT, extra TEXT
-- plan:    primary key
SELECT value, NULL AS label, kind AS type, account AS extra
  FROM key
 WHERE key_id = :id;

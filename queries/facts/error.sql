-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_error: what to call an error.
-- params:  :id INTEGER
-- columns: value TEXT, label TEXT, type TEXT, extra TEXT
-- plan:    primary key
SELECT value, NULL AS label, NULL AS type, NULL AS extra
  FROM error
 WHERE error_id = :id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_principal: what to call a principal.
-- params:  :id INTEGER
-- columns: value TEXT, label TEXT, type TEXT, extra TEXT
-- plan:    primary key
SELECT key AS value, name AS label, type, account AS extra
  FROM principal
 WHERE principal_id = :id;

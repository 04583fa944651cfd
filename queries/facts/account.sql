-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_account: what to call an account.
-- params:  :id INTEGER
-- columns: value TEXT, label TEXT, type TEXT, extra TEXT
-- plan:    primary key
SELECT value, NULL AS label, NULL AS type, NULL AS extra
  FROM account
 WHERE account_id = :id;

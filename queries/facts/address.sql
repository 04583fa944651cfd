-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_address: what to call an address.
-- params:  :id INTEGER
-- columns: value TEXT, label TEXT, type TEXT, extra TEXT
-- plan:    primary key
SELECT value, NULL AS label, kind AS type, NULL AS extra
  FROM address
 WHERE address_id = :id;

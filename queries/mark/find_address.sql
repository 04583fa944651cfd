-- SPDX-License-Identifier: GPL-3.0-or-later
-- mark_find_address: the addresses a typed text may mean.
-- params:  :text TEXT
-- columns: value TEXT, label TEXT, exact INTEGER
-- plan:    scan address
SELECT value, kind AS label, value = :text AS exact
  FROM address
 WHERE value = :text COLLATE NOCASE
 ORDER BY exact DESC, value
 LIMIT 9;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- mark_find_key: the keys a typed text may mean.
-- params:  :text TEXT
-- columns: value TEXT, label TEXT, exact INTEGER
-- plan:    scan key
SELECT value, kind AS label, value = :text AS exact
  FROM key
 WHERE value = :text COLLATE NOCASE
 ORDER BY exact DESC, value
 LIMIT 9;

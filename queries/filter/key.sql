-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_key: ids of what key: means.
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan key
SELECT key_id AS id
  FROM key
 WHERE value LIKE :pattern ESCAPE '\'

-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_address: ids of what address: means.
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan address
SELECT address_id AS id
  FROM address
 WHERE value LIKE :pattern ESCAPE '\'

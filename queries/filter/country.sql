-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_country: addresses in what country: means.
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan address_owner
SELECT address_id AS id
  FROM address_owner
 WHERE country LIKE :pattern ESCAPE '\'

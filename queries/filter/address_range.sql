-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_address_range: addresses between two, both included.
-- params:  :first BLOB  16 bytes, IPv4 mapped; :last BLOB
-- columns: id INTEGER
-- plan:    scan address
SELECT address_id AS id
  FROM address
 WHERE ip BETWEEN :first AND :last

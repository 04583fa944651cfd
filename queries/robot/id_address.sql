-- SPDX-License-Identifier: GPL-3.0-or-later
-- robot_id_address: the number of a address.
-- params:  :value TEXT
-- columns: id INTEGER, day INTEGER (none)
-- plan:    unique index
SELECT address_id AS id, NULL AS day
  FROM address
 WHERE value = :value;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- robot_id_key: the number of a key.
-- params:  :value TEXT
-- columns: id INTEGER, day INTEGER (none)
-- plan:    unique index
SELECT key_id AS id, NULL AS day
  FROM key
 WHERE value = :value;

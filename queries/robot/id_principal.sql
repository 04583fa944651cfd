-- SPDX-License-Identifier: GPL-3.0-or-later
-- robot_id_principal: the number of a principal.
-- params:  :value TEXT
-- columns: id INTEGER, day INTEGER (none)
-- plan:    unique index
SELECT principal_id AS id, NULL AS day
  FROM principal
 WHERE key = :value;

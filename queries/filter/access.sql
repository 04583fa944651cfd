-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_access: ids of what access: means.
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan api
SELECT api_id AS id
  FROM api
 WHERE access LIKE :pattern ESCAPE '\'

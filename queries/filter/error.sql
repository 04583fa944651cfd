-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_error: ids of what error: means.
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan error
SELECT error_id AS id
  FROM error
 WHERE value LIKE :pattern ESCAPE '\'

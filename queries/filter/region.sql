-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_region: ids of what region: means.
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan region
SELECT region_id AS id
  FROM region
 WHERE value LIKE :pattern ESCAPE '\'

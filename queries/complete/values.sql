-- SPDX-License-Identifier: GPL-3.0-or-later
-- complete_values: the values of a dictionary that begin in a way, for completion.
-- params:  :pattern TEXT  of LIKE; :limit INTEGER
-- columns: value TEXT
-- plan:    scan error
-- parts:   value table
SELECT DISTINCT /*<value*/ d.value /*>*/ AS value
  FROM /*<table*/ error /*>*/ AS d
 WHERE value LIKE :pattern ESCAPE '\'
 ORDER BY 1
 LIMIT :limit

-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_api: ids of what api: means.
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan api
SELECT api_id AS id
  FROM api
 WHERE name LIKE :pattern ESCAPE '\'
    OR base_name LIKE :pattern ESCAPE '\'
    OR service || ':' || name LIKE :pattern ESCAPE '\'
    OR service || ':' || base_name LIKE :pattern ESCAPE '\'

-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_service: ids of what service: means.
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan api
SELECT api_id AS id
  FROM api
 WHERE service LIKE :pattern ESCAPE '\'
    OR source LIKE :pattern ESCAPE '\'

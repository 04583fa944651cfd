-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_resource: ids of what resource: means.
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan resource
SELECT resource_id AS id
  FROM resource
 WHERE value LIKE :pattern ESCAPE '\'

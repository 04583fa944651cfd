-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_interesting: apis that are more than looking around.
-- params:  none
-- columns: id INTEGER
-- plan:    scan api
SELECT api_id AS id
  FROM api
 WHERE interesting <> 0

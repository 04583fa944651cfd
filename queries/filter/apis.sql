-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_apis: every api, to be matched with its technique.
-- params:  none
-- columns: id INTEGER, source TEXT, base_name TEXT
-- plan:    scan api
SELECT api_id AS id, source, base_name
  FROM api

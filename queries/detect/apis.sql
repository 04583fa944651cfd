-- SPDX-License-Identifier: GPL-3.0-or-later
-- detect_apis: all calls by number.
-- params:  none
-- columns: api_id INTEGER, source TEXT, name TEXT
-- plan:    scan api
SELECT api_id, source, name
  FROM api;

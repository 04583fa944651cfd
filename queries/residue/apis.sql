-- SPDX-License-Identifier: GPL-3.0-or-later
-- residue_apis: every api of the case, to be looked up in the table of calls.
-- params:  none
-- columns: api_id INTEGER, source TEXT, base_name TEXT
-- plan:    scan api
SELECT api_id, source, base_name
  FROM api;

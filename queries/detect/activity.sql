-- SPDX-License-Identifier: GPL-3.0-or-later
-- detect_activity: when what was seen together, for each day; the ids in the order of enum column.
-- params:  none
-- columns: day INTEGER, first_s INTEGER, last_s INTEGER, api_id INTEGER, agent_id INTEGER, address_id INTEGER,
--          region_id INTEGER, key_id INTEGER, trait INTEGER, principal_id INTEGER, session_id INTEGER,
--          account_id INTEGER
-- plan:    scan activity
SELECT day, first_s, last_s, api_id, agent_id, address_id, region_id, key_id, 0 AS trait, principal_id, session_id,
       account_id
  FROM activity;

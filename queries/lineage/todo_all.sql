-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_todo_all: all issuing calls.
-- params:  none
-- columns: none
-- plan:    scan issuance
INSERT INTO lineage_todo (event_id)
SELECT event_id
  FROM issuance;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- checklist_all: what is ticked, by id.
-- params:  none
-- columns: item TEXT, state TEXT, assignee TEXT, note TEXT, changed_s INTEGER
-- plan:    scan checklist
SELECT item, state, assignee, note, changed_s
  FROM checklist
 ORDER BY item;

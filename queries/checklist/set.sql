-- SPDX-License-Identifier: GPL-3.0-or-later
-- checklist_set: tick an item.
-- params:  :item TEXT; :state TEXT; :assignee TEXT; :note TEXT; :changed_s INTEGER
-- columns: none
INSERT OR REPLACE INTO checklist (item, state, assignee, note, changed_s)
VALUES (:item, :state, :assignee, :note, :changed_s);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_todo_forget: forget the edges that are joined anew.
-- params:  none
-- columns: none
-- plan:    ix_edge_event
DELETE FROM edge
 WHERE event_id IN (SELECT event_id FROM lineage_todo);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_event_children: what an event issued.
-- params:  :event_id INTEGER
-- columns: kind TEXT, value TEXT
-- plan:    ix_edge_event
SELECT child_kind AS kind, child AS value
  FROM edge
 WHERE event_id = :event_id
 ORDER BY child_kind DESC, child
 LIMIT 1;

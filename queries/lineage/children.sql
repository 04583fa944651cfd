-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_children: what came from a credential or principal, oldest first.
-- params:  :kind TEXT; :value TEXT; :limit INTEGER
-- columns: kind TEXT, value TEXT, event_id INTEGER, rule TEXT, strength TEXT, time_s INTEGER, expires_s INTEGER
-- plan:    ix_edge_parent
SELECT child_kind AS kind, child AS value, event_id, rule, strength, time_s, expires_s
  FROM edge
 WHERE parent_kind = :kind
   AND parent = :value
 ORDER BY time_s, child_kind, child
 LIMIT :limit;

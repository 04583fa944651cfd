-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_edge_of: where a credential or principal came from.
-- params:  :kind TEXT; :value TEXT
-- columns: kind TEXT, value TEXT, event_id INTEGER, rule TEXT, strength TEXT, time_s INTEGER, expires_s INTEGER
-- plan:    primary key
SELECT parent_kind AS kind, parent AS value, event_id, rule, strength, time_s, expires_s
  FROM edge
 WHERE child_kind = :kind
   AND child = :value;

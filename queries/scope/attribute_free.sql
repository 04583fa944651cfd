-- SPDX-License-Identifier: GPL-3.0-or-later
-- scope_attribute_free: as scope_attribute, for when no benign mark is on anything: then indexes alone tell which events
--          are meant, which is several times faster where a mark has a million.
-- params:  :verdict TEXT  whose marks; :derived INTEGER  1 derived marks, 0 the analyst's own;
--          :state TEXT  attributed or undecided
-- columns: none
-- plan:    ix_event_session, ix_event_key, ix_event_address, ix_event_principal
INSERT OR IGNORE INTO attribution (event_id, state, kind, value)
WITH target AS MATERIALIZED (
    SELECT kind, id, value, since_s, until_s
      FROM mark_target
     WHERE verdict = :verdict
       AND derived = :derived
)
SELECT e.event_id, :state, t.kind, t.value
  FROM target AS t
 CROSS JOIN event AS e ON e.session_id = t.id AND e.time_s BETWEEN t.since_s AND t.until_s
 WHERE t.kind = 'session'
   AND e.session_id <> 0
 UNION ALL
SELECT e.event_id, :state, t.kind, t.value
  FROM target AS t
 CROSS JOIN event AS e ON e.key_id = t.id AND e.time_s BETWEEN t.since_s AND t.until_s
 WHERE t.kind = 'key'
   AND e.key_id <> 0
 UNION ALL
SELECT e.event_id, :state, t.kind, t.value
  FROM target AS t
 CROSS JOIN event AS e ON e.address_id = t.id AND e.time_s BETWEEN t.since_s AND t.until_s
 WHERE t.kind = 'address'
 UNION ALL
SELECT e.event_id, :state, t.kind, t.value
  FROM target AS t
 CROSS JOIN event AS e ON e.principal_id = t.id AND e.time_s BETWEEN t.since_s AND t.until_s
 WHERE t.kind = 'principal';

-- SPDX-License-Identifier: GPL-3.0-or-later
-- scope_attribute: give the events of marked sessions, keys, addresses and principals a state, unless a benign mark covers them.
--          An event that has a state keeps it.
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
), benign AS MATERIALIZED (
    SELECT kind, id, since_s, until_s
      FROM mark_target
     WHERE verdict = 'benign'
), candidate AS (
    SELECT e.event_id, e.time_s, e.address_id, e.agent_id, e.session_id, e.key_id, t.kind, t.value
      FROM target AS t
     CROSS JOIN event AS e ON e.session_id = t.id AND e.time_s BETWEEN t.since_s AND t.until_s
     WHERE t.kind = 'session'
       AND e.session_id <> 0
     UNION ALL
    SELECT e.event_id, e.time_s, e.address_id, e.agent_id, e.session_id, e.key_id, t.kind, t.value
      FROM target AS t
     CROSS JOIN event AS e ON e.key_id = t.id AND e.time_s BETWEEN t.since_s AND t.until_s
     WHERE t.kind = 'key'
       AND e.key_id <> 0
     UNION ALL
    SELECT e.event_id, e.time_s, e.address_id, e.agent_id, e.session_id, e.key_id, t.kind, t.value
      FROM target AS t
     CROSS JOIN event AS e ON e.address_id = t.id AND e.time_s BETWEEN t.since_s AND t.until_s
     WHERE t.kind = 'address'
     UNION ALL
    SELECT e.event_id, e.time_s, e.address_id, e.agent_id, e.session_id, e.key_id, t.kind, t.value
      FROM target AS t
     CROSS JOIN event AS e ON e.principal_id = t.id AND e.time_s BETWEEN t.since_s AND t.until_s
     WHERE t.kind = 'principal'
)
SELECT c.event_id, :state, c.kind, c.value
  FROM candidate AS c
 WHERE NOT (c.address_id IN (SELECT id FROM benign WHERE kind = 'address')
            AND EXISTS (SELECT 1 FROM benign AS b
                         WHERE b.kind = 'address' AND b.id = c.address_id
                           AND c.time_s BETWEEN b.since_s AND b.until_s))
   AND NOT (c.agent_id IN (SELECT id FROM benign WHERE kind = 'agent')
            AND EXISTS (SELECT 1 FROM benign AS b
                         WHERE b.kind = 'agent' AND b.id = c.agent_id
                           AND c.time_s BETWEEN b.since_s AND b.until_s))
   AND NOT (c.session_id IN (SELECT id FROM benign WHERE kind = 'session')
            AND EXISTS (SELECT 1 FROM benign AS b
                         WHERE b.kind = 'session' AND b.id = c.session_id
                           AND c.time_s BETWEEN b.since_s AND b.until_s))
   AND NOT (c.key_id IN (SELECT id FROM benign WHERE kind = 'key')
            AND EXISTS (SELECT 1 FROM benign AS b
                         WHERE b.kind = 'key' AND b.id = c.key_id
                           AND c.time_s BETWEEN b.since_s AND b.until_s));

-- SPDX-License-Identifier: GPL-3.0-or-later
-- scope_attribute_agents: the same for marked agents. No index leads from an agent to its events, so the rollup
--          says which principal used it on which day.
-- params:  :verdict TEXT  whose marks; :state TEXT  attributed or undecided
-- columns: none
-- plan:    scan activity, then ix_event_principal
INSERT OR IGNORE INTO attribution (event_id, state, kind, value)
WITH target AS MATERIALIZED (
    SELECT id, value, since_s, until_s
      FROM mark_target
     WHERE verdict = :verdict
       AND kind = 'agent'
), benign AS MATERIALIZED (
    SELECT kind, id, since_s, until_s
      FROM mark_target
     WHERE verdict = 'benign'
), used AS MATERIALIZED (
    SELECT DISTINCT principal_id, day, agent_id
      FROM activity
     WHERE agent_id IN (SELECT id FROM target)
)
SELECT e.event_id, :state, 'agent', t.value
  FROM used AS u
 CROSS JOIN target AS t ON t.id = u.agent_id
 CROSS JOIN event AS e ON e.principal_id = u.principal_id
                      AND e.time_s BETWEEN u.day * 86400 AND u.day * 86400 + 86399
                      AND e.agent_id = t.id
 WHERE e.time_s BETWEEN t.since_s AND t.until_s
   AND NOT EXISTS (SELECT 1 FROM benign AS b
                    WHERE ((b.kind = 'address' AND b.id = e.address_id)
                           OR (b.kind = 'agent' AND b.id = e.agent_id)
                           OR (b.kind = 'session' AND b.id = e.session_id)
                           OR (b.kind = 'key' AND b.id = e.key_id))
                      AND e.time_s BETWEEN b.since_s AND b.until_s);

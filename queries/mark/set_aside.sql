-- SPDX-License-Identifier: GPL-3.0-or-later
-- mark_set_aside: how many events of things that are the attacker's or compromised each benign mark keeps out.
-- params:  none
-- columns: kind TEXT, value TEXT, events INTEGER
-- plan:    ix_event_session, ix_event_key, ix_event_address, ix_event_principal
WITH target AS MATERIALIZED (
    SELECT kind, id, since_s, until_s
      FROM mark_target
     WHERE verdict <> 'benign'
), benign AS MATERIALIZED (
    SELECT kind, id, value, since_s, until_s
      FROM mark_target
     WHERE verdict = 'benign'
), meant (event_id) AS MATERIALIZED (
    SELECT e.event_id
      FROM target AS t
     CROSS JOIN event AS e ON e.session_id = t.id AND e.time_s BETWEEN t.since_s AND t.until_s
     WHERE t.kind = 'session'
       AND e.session_id <> 0
     UNION
    SELECT e.event_id
      FROM target AS t
     CROSS JOIN event AS e ON e.key_id = t.id AND e.time_s BETWEEN t.since_s AND t.until_s
     WHERE t.kind = 'key'
       AND e.key_id <> 0
     UNION
    SELECT e.event_id
      FROM target AS t
     CROSS JOIN event AS e ON e.address_id = t.id AND e.time_s BETWEEN t.since_s AND t.until_s
     WHERE t.kind = 'address'
     UNION
    SELECT e.event_id
      FROM target AS t
     CROSS JOIN event AS e ON e.principal_id = t.id AND e.time_s BETWEEN t.since_s AND t.until_s
     WHERE t.kind = 'principal'
), kept_out AS MATERIALIZED (
    SELECT m.event_id
      FROM meant AS m
      LEFT JOIN attribution AS a USING (event_id)
     WHERE a.event_id IS NULL
)
SELECT b.kind, b.value, count(*) AS events
  FROM kept_out AS k
 CROSS JOIN event AS e ON e.event_id = k.event_id
 CROSS JOIN benign AS b ON b.id = CASE b.kind
                                      WHEN 'address' THEN e.address_id
                                      WHEN 'agent' THEN e.agent_id
                                      WHEN 'session' THEN e.session_id
                                      WHEN 'key' THEN e.key_id
                                  END
 WHERE e.time_s BETWEEN b.since_s AND b.until_s
 GROUP BY b.kind, b.value
 ORDER BY b.kind, b.value;

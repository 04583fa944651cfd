-- SPDX-License-Identifier: GPL-3.0-or-later
-- mark_list: all marks, the derived ones after the analyst's own, with how the events of each thing stand now, whichever
--          mark decided them.
-- params:  none
-- columns: kind TEXT, value TEXT, label TEXT (none), verdict TEXT, since_s INTEGER, until_s INTEGER, reason TEXT, created_s INTEGER,
--          issued_by INTEGER (event), attributed INTEGER, undecided INTEGER
-- plan:    scan mark, derived_mark and attribution
WITH judged AS MATERIALIZED (
    SELECT e.address_id, e.key_id, e.principal_id, e.session_id, e.agent_id,
           sum(a.state = 'attributed') AS attributed, sum(a.state = 'undecided') AS undecided
      FROM attribution AS a
     CROSS JOIN event AS e ON e.event_id = a.event_id
     GROUP BY e.address_id, e.key_id, e.principal_id, e.session_id, e.agent_id
), marks AS (
    SELECT 0 AS derived, kind, value, verdict, since_s, until_s, reason, created_s, NULL AS issued_by
      FROM mark
     UNION ALL
    SELECT 1, d.kind, d.value, d.verdict, e.time_s, NULL, d.reason, NULL, d.event_id
      FROM derived_mark AS d
      JOIN event AS e USING (event_id)
     WHERE NOT EXISTS (SELECT 1 FROM mark WHERE mark.kind = d.kind AND mark.value = d.value)
), counted (kind, id, attributed, undecided) AS MATERIALIZED (
    SELECT 'address', address_id, sum(attributed), sum(undecided) FROM judged GROUP BY address_id
     UNION ALL
    SELECT 'key', key_id, sum(attributed), sum(undecided) FROM judged GROUP BY key_id
     UNION ALL
    SELECT 'principal', principal_id, sum(attributed), sum(undecided) FROM judged GROUP BY principal_id
     UNION ALL
    SELECT 'session', session_id, sum(attributed), sum(undecided) FROM judged GROUP BY session_id
     UNION ALL
    SELECT 'agent', agent_id, sum(attributed), sum(undecided) FROM judged GROUP BY agent_id
     UNION ALL
    SELECT 'event', event_id, state = 'attributed', state = 'undecided' FROM attribution WHERE kind = 'event'
), named AS (
    SELECT m.derived, m.kind, m.value, m.verdict, m.since_s, m.until_s, m.reason, m.created_s, m.issued_by,
           CASE m.kind
               WHEN 'address' THEN (SELECT address_id FROM address WHERE address.value = m.value)
               WHEN 'key' THEN (SELECT key_id FROM key WHERE key.value = m.value)
               WHEN 'principal' THEN (SELECT principal_id FROM principal WHERE principal.key = m.value)
               WHEN 'session' THEN (SELECT session_id FROM session WHERE session.key = m.value)
               WHEN 'agent' THEN (SELECT agent_id FROM agent WHERE agent.value = m.value)
               ELSE (SELECT event_id FROM attribution WHERE attribution.kind = 'event' AND attribution.value = m.value)
           END AS id
      FROM marks AS m
)
SELECT n.kind, n.value, NULL AS label, n.verdict, n.since_s, n.until_s, n.reason, n.created_s, n.issued_by,
       coalesce(c.attributed, 0) AS attributed, coalesce(c.undecided, 0) AS undecided
  FROM named AS n
  LEFT JOIN counted AS c ON c.kind = n.kind AND c.id = n.id
 ORDER BY n.derived, n.kind, n.value;

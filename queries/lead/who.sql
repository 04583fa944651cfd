-- SPDX-License-Identifier: GPL-3.0-or-later
-- lead_who: whose events each lead has, of those that are not folded.
-- params:  none
-- columns: id TEXT, principal TEXT, name TEXT, events INTEGER, first_event INTEGER
-- plan:    scan rule, scan finding, scan alert; hits and events by their keys
SELECT r.id, p.key AS principal, p.name, count(DISTINCT h.event_id) AS events, min(h.event_id) AS first_event
  FROM rule AS r
  JOIN hit AS h USING (rule_id)
  JOIN event AS e USING (event_id)
  JOIN principal AS p USING (principal_id)
 WHERE r.silent = 0
   AND r.events <= max(100, (SELECT coalesce(sum(stored), 0) FROM source) / 20)
 GROUP BY r.rule_id, e.principal_id
 UNION ALL
SELECT t.id, p.key, p.name, count(*), min(te.event_id)
  FROM told AS t
  JOIN told_event AS te ON te.kind = t.kind AND te.number = t.number
  JOIN event AS e USING (event_id)
  JOIN principal AS p USING (principal_id)
 GROUP BY t.id, e.principal_id
 ORDER BY events DESC, principal;

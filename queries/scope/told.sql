-- SPDX-License-Identifier: GPL-3.0-or-later
-- scope_told: rules that hit calls of the attacker's, by when each would first have said so.
-- params:  :limit INTEGER
-- columns: title TEXT, level INTEGER, id TEXT, event_id INTEGER, time_s INTEGER, events INTEGER (that it hit),
--          others INTEGER (those of them that are not the attacker's)
-- plan:    scan rule; hits by their key, attribution and event by theirs
-- Rules that count say so at the last event of a window, others at each. Folded and dismissed ones are left
-- out, as on the list of leads.
WITH told AS (
  SELECT hit.rule_id, hit.window, max(event.time_s) AS time_s, hit.event_id
    FROM rule
    JOIN hit USING (rule_id)
    JOIN event ON event.event_id = hit.event_id
   WHERE rule.silent = 0
     AND rule.kind NOT IN ('event', 'new')
     AND rule.events <= max(100, (SELECT coalesce(sum(stored), 0) FROM source) / 20)
     AND EXISTS (SELECT 1 FROM attribution
                  WHERE attribution.event_id = hit.event_id AND attribution.state = 'attributed')
   GROUP BY hit.rule_id, hit.window
   UNION ALL
  SELECT hit.rule_id, hit.window, min(event.time_s), hit.event_id
    FROM rule
    JOIN hit USING (rule_id)
    JOIN event ON event.event_id = hit.event_id
   WHERE rule.silent = 0
     AND rule.kind IN ('event', 'new')
     AND rule.events <= max(100, (SELECT coalesce(sum(stored), 0) FROM source) / 20)
     AND EXISTS (SELECT 1 FROM attribution
                  WHERE attribution.event_id = hit.event_id AND attribution.state = 'attributed')
   GROUP BY hit.rule_id
)
SELECT rule.title, rule.level, rule.id, told.event_id, min(told.time_s) AS time_s,
       (SELECT count(DISTINCT hit.event_id) FROM hit WHERE hit.rule_id = rule.rule_id) AS events,
       (SELECT count(DISTINCT hit.event_id)
          FROM hit
         WHERE hit.rule_id = rule.rule_id
           AND NOT EXISTS (SELECT 1 FROM attribution
                            WHERE attribution.event_id = hit.event_id AND attribution.state = 'attributed'))
         AS others
  FROM told
  JOIN rule USING (rule_id)
 WHERE NOT EXISTS (SELECT 1 FROM dismissal WHERE dismissal.rule = rule.id)
 GROUP BY told.rule_id
 ORDER BY min(told.time_s), rule.level DESC, rule.title
 LIMIT :limit;

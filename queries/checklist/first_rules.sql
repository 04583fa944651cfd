-- SPDX-License-Identifier: GPL-3.0-or-later
-- checklist_first_rules: the rules of level medium and above that hit calls of the attacker, by when they did first: a rule
--          that counts has done so with the last event of what it counted. What the analyst has dismissed is left out.
-- params:  :limit INTEGER
-- columns: title TEXT, id TEXT, level INTEGER, time_s INTEGER, event_id INTEGER, events INTEGER, attributed INTEGER
-- plan:    scan attribution, then ix_hit_event and primary keys
WITH told AS MATERIALIZED (
    SELECT DISTINCT h.rule_id, h.window
      FROM attribution AS a
     CROSS JOIN hit AS h ON h.event_id = a.event_id
     WHERE a.state = 'attributed'
), whole AS MATERIALIZED (
    SELECT t.rule_id, t.window, max(e.time_s) AS time_s, e.event_id
      FROM told AS t
     CROSS JOIN hit AS h ON h.rule_id = t.rule_id AND h.window = t.window
     CROSS JOIN event AS e ON e.event_id = h.event_id
     GROUP BY t.rule_id, t.window
)
SELECT r.title, r.id, r.level, min(w.time_s) AS time_s, w.event_id, r.events,
       (SELECT count(DISTINCT h.event_id)
          FROM hit AS h
          JOIN attribution AS a ON a.event_id = h.event_id
         WHERE h.rule_id = r.rule_id
           AND a.state = 'attributed') AS attributed
  FROM whole AS w
 CROSS JOIN rule AS r ON r.rule_id = w.rule_id
 WHERE r.silent = 0
   AND r.level >= 2
   AND NOT EXISTS (SELECT 1 FROM dismissal AS d WHERE d.rule = r.id)
 GROUP BY r.rule_id
 ORDER BY time_s, r.level DESC, r.id
 LIMIT :limit;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule_leads: what rules hit, the ones worth a look first: not dismissed, not folded, of high level, rare.
-- params:  none
-- columns: rule_id INTEGER, id TEXT, title TEXT, level INTEGER, kind TEXT, own INTEGER, author TEXT, tags TEXT,
--          lint TEXT, events INTEGER, windows INTEGER, principals INTEGER, principal_days INTEGER,
--          first_s INTEGER, last_s INTEGER, folded INTEGER, dismissed TEXT, text TEXT, path TEXT,
--          first_event INTEGER, attributed INTEGER
-- plan:    scan rule, scan attribution, ix_hit_event
SELECT r.rule_id, r.id, r.title, r.level, r.kind, r.own, r.author, r.tags, r.lint, r.events, r.windows, r.principals,
       r.principal_days, r.first_s, r.last_s, r.events > max(100, t.events / 20) AS folded, d.reason AS dismissed, r.text, r.path,
       (SELECT h.event_id FROM hit AS h WHERE h.rule_id = r.rule_id ORDER BY h.window, h.event_id LIMIT 1) AS first_event,
       coalesce(j.attributed, 0) AS attributed
  FROM rule AS r
  JOIN (SELECT coalesce(sum(stored), 0) AS events FROM source) AS t
  LEFT JOIN dismissal AS d ON d.rule = r.id
  LEFT JOIN (SELECT h.rule_id, count(DISTINCT h.event_id) AS attributed
               FROM attribution AS a
              CROSS JOIN hit AS h ON h.event_id = a.event_id
              WHERE a.state = 'attributed'
              GROUP BY h.rule_id) AS j ON j.rule_id = r.rule_id
 WHERE r.silent = 0
 ORDER BY d.reason IS NOT NULL, folded, r.events = 0, r.level DESC, r.principal_days, r.windows, r.events, r.first_s, r.id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- export_rules: the rules an event hit that are leads and not dismissed, the highest level first.
-- params:  :event_id INTEGER
-- columns: id TEXT, title TEXT, level INTEGER, tags TEXT
-- plan:    ix_hit_event
SELECT DISTINCT r.id, r.title, r.level, r.tags
  FROM hit AS h
  JOIN rule AS r USING (rule_id)
  LEFT JOIN dismissal AS d ON d.rule = r.id
 WHERE h.event_id = :event_id
   AND r.silent = 0
   AND d.rule IS NULL
 ORDER BY r.level DESC, r.id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule_find: the rule of an id, or of a title, and the reason it was dismissed for.
-- params:  :word TEXT
-- columns: id TEXT, title TEXT, reason TEXT
-- plan:    scan rule
SELECT r.id, r.title, d.reason
  FROM rule AS r
  LEFT JOIN dismissal AS d ON d.rule = r.id
 WHERE r.id = :word
    OR r.title = :word COLLATE NOCASE
 ORDER BY r.id <> :word
 LIMIT 1;

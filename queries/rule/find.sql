-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule_find: the lead of an id, or of a title, and the reason it was dismissed for: a rule, a finding, an alert.
-- params:  :word TEXT
-- columns: id TEXT, title TEXT, reason TEXT
-- plan:    scan rule, scan finding, scan alert
SELECT r.id, r.title, d.reason
  FROM (SELECT id, title FROM rule UNION ALL SELECT id, title FROM told) AS r
  LEFT JOIN dismissal AS d ON d.rule = r.id
 WHERE r.id = :word
    OR r.title = :word COLLATE NOCASE
 ORDER BY r.id <> :word
 LIMIT 1;

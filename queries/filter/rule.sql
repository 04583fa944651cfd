-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_rule: numbers of what rule: means: rules, findings and alerts by id or title; see filter_rule_events.
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan rule, scan finding, scan alert
SELECT 4 * rule_id AS id
  FROM rule
 WHERE id LIKE :pattern ESCAPE '\'
    OR title LIKE :pattern ESCAPE '\'
 UNION ALL
SELECT 4 * number + kind
  FROM told
 WHERE id LIKE :pattern ESCAPE '\'
    OR title LIKE :pattern ESCAPE '\'

-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_rule: ids of what rule: means: rules by id or title.
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan rule
SELECT rule_id AS id
  FROM rule
 WHERE id LIKE :pattern ESCAPE '\'
    OR title LIKE :pattern ESCAPE '\'

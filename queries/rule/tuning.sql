-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule_tuning: the tuning the rules were last run with.
-- params:  none
-- columns: value TEXT
-- plan:    primary key
SELECT value
  FROM meta
 WHERE name = 'rule_tuning';

-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule_remove: a rule that is not run any more; its hits go first.
-- params:  :rule_id INTEGER
-- columns: none
-- plan:    primary key
DELETE FROM rule
 WHERE rule_id = :rule_id;

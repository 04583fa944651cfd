-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule_dismissal_remove: a rule is a lead again.
-- params:  :rule TEXT
-- columns: none
-- plan:    primary key
DELETE FROM dismissal
 WHERE rule = :rule;

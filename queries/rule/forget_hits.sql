-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule_forget_hits: all hits of a rule.
-- params:  :rule_id INTEGER
-- columns: none
-- plan:    primary key
DELETE FROM hit
 WHERE rule_id = :rule_id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule_dismiss: the analyst has done with a rule.
-- params:  :rule TEXT; :reason TEXT; :created_s INTEGER
-- columns: none
-- plan:    primary key
INSERT INTO dismissal (rule, reason, created_s)
VALUES (:rule, :reason, :created_s)
    ON CONFLICT (rule) DO UPDATE
   SET reason = excluded.reason,
       created_s = excluded.created_s;

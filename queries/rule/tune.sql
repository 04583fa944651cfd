-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule_tune: keep the tuning for the next run.
-- params:  :value TEXT
-- columns: none
-- plan:    primary key
INSERT INTO meta (name, value)
VALUES ('rule_tuning', :value)
    ON CONFLICT (name) DO UPDATE
   SET value = excluded.value;

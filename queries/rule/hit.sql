-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule_hit: a rule hit an event.
-- params:  :rule_id INTEGER; :window INTEGER; :event_id INTEGER
-- columns: none
-- plan:    primary key
INSERT OR IGNORE INTO hit (rule_id, window, event_id)
VALUES (:rule_id, :window, :event_id);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_leads: rules whose hits are leads: not dismissed, and not of more than a twentieth of all events
--          (or a hundred, where that is more).
-- params:  none
-- columns: id INTEGER
-- plan:    scan rule
SELECT r.rule_id AS id
  FROM rule AS r
 WHERE r.events > 0
   AND r.silent = 0
   AND r.events <= max(100, (SELECT sum(stored) FROM source) / 20)
   AND NOT EXISTS (SELECT 1 FROM dismissal AS d WHERE d.rule = r.id)

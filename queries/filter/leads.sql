-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_leads: rules whose hits are leads: not dismissed, and not of a twentieth of all events or more.
-- params:  none
-- columns: id INTEGER
-- plan:    scan rule
SELECT r.rule_id AS id
  FROM rule AS r
 WHERE r.events > 0
   AND r.silent = 0
   AND r.events * 20 <= (SELECT sum(stored) FROM source)
   AND NOT EXISTS (SELECT 1 FROM dismissal AS d WHERE d.rule = r.id)

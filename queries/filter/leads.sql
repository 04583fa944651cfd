-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_leads: numbers of what is a lead, as filter_rule_events takes them: not dismissed; of rules, not those that hit more
--          than a twentieth of all events (or a hundred, where that is more); of findings, no samples.
-- params:  none
-- columns: id INTEGER
-- plan:    scan rule, scan finding, scan alert
SELECT 4 * r.rule_id AS id
  FROM rule AS r
 WHERE r.events > 0
   AND r.silent = 0
   AND r.events <= max(100, (SELECT sum(stored) FROM source) / 20)
   AND NOT EXISTS (SELECT 1 FROM dismissal AS d WHERE d.rule = r.id)
 UNION ALL
SELECT 4 * t.number + t.kind
  FROM told AS t
 WHERE t.aside IS NULL
   AND NOT EXISTS (SELECT 1 FROM dismissal AS d WHERE d.rule = t.id)

-- SPDX-License-Identifier: GPL-3.0-or-later
-- lead_events: how many events leads are about that are neither folded nor dismissed.
-- params:  none
-- columns: events INTEGER
-- plan:    scan rule; hits by their key
SELECT count(DISTINCT h.event_id) AS events
  FROM rule AS r
  JOIN hit AS h USING (rule_id)
 WHERE r.silent = 0
   AND r.events <= max(100, (SELECT coalesce(sum(stored), 0) FROM source) / 20)
   AND NOT EXISTS (SELECT 1 FROM dismissal AS d WHERE d.rule = r.id);

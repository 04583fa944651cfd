-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_todo_close: the other records of the same calls, and other calls that issued the same.
-- params:  none
-- columns: none
-- plan:    ix_issuance_together and ix_issuance_issued
INSERT OR IGNORE INTO lineage_todo (event_id)
SELECT o.event_id
  FROM lineage_todo AS t
 CROSS JOIN issuance AS i ON i.event_id = t.event_id
 CROSS JOIN issuance AS o ON o.together = i.together
 UNION
SELECT o.event_id
  FROM lineage_todo AS t
 CROSS JOIN issuance AS i ON i.event_id = t.event_id
 CROSS JOIN issuance AS o ON o.issued = i.issued;

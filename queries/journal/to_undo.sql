-- SPDX-License-Identifier: GPL-3.0-or-later
-- journal_to_undo: the last decision that nobody has undone.
-- params:  none
-- columns: seq INTEGER, action TEXT, detail TEXT
-- plan:    primary key
SELECT seq, action, detail
  FROM journal
 WHERE action IN ('mark', 'note', 'reject', 'answer', 'claim', 'accept', 'checklist', 'dismiss', 'alert')
   AND seq NOT IN (SELECT json_extract(detail, '$.undoes') FROM journal WHERE action = 'undo')
 ORDER BY seq DESC
 LIMIT 1;

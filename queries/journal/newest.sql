-- SPDX-License-Identifier: GPL-3.0-or-later
-- journal_newest: what was decided, newest first.
-- params:  :limit INTEGER
-- columns: seq INTEGER, time_s INTEGER, action TEXT, detail TEXT
-- plan:    primary key
SELECT seq, time_s, action, detail
  FROM journal
 ORDER BY seq DESC
 LIMIT :limit;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- journal_last: the newest row of the journal.
-- params:
-- columns: seq INTEGER, sha256 BLOB
SELECT seq, sha256
  FROM journal
 ORDER BY seq DESC
 LIMIT 1;

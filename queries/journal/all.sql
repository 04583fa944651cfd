-- SPDX-License-Identifier: GPL-3.0-or-later
-- journal_all: the whole journal, oldest first.
-- params:
-- columns: seq INTEGER, time_s INTEGER, action TEXT, detail TEXT, previous BLOB, sha256 BLOB
SELECT seq, time_s, action, detail, previous, sha256
  FROM journal
 ORDER BY seq;

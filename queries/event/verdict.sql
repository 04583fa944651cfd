-- SPDX-License-Identifier: GPL-3.0-or-later
-- event_verdict: what was decided, or follows, about one thing.
-- params:  :kind TEXT; :value TEXT
-- columns: verdict TEXT, reason TEXT, derived INTEGER
-- plan:    sqlite_autoindex_mark_1
SELECT verdict, reason, 0 AS derived
  FROM mark
 WHERE kind = :kind
   AND value = :value
 UNION ALL
SELECT verdict, reason, 1 AS derived
  FROM derived_mark
 WHERE kind = :kind
   AND value = :value

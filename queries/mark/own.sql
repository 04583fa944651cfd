-- SPDX-License-Identifier: GPL-3.0-or-later
-- mark_own: the analyst's own marks, by themselves: no names, no figures.
-- params:  none
-- columns: kind TEXT, value TEXT, label TEXT (none), verdict TEXT, since_s INTEGER, until_s INTEGER, reason TEXT,
--          created_s INTEGER
-- plan:    scan mark
SELECT kind, value, NULL AS label, verdict, since_s, until_s, reason, created_s
  FROM mark
 ORDER BY kind, value;

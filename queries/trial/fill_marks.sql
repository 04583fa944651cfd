-- SPDX-License-Identifier: GPL-3.0-or-later
-- trial_fill_marks: the marks of the case, to try others with.
-- params:  none
-- columns: none
-- plan:    scan mark
INSERT INTO mark (kind, value, verdict, since_s, until_s, reason, created_s)
SELECT kind, value, verdict, since_s, until_s, reason, created_s
  FROM main.mark;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- trial_fill_derived: the marks that follow from those of the case.
-- params:  none
-- columns: none
-- plan:    scan derived_mark
INSERT INTO derived_mark (kind, value, verdict, event_id, reason)
SELECT kind, value, verdict, event_id, reason
  FROM main.derived_mark;

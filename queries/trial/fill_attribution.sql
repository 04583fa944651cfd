-- SPDX-License-Identifier: GPL-3.0-or-later
-- trial_fill_attribution: the attribution of the case.
-- params:  none
-- columns: none
-- plan:    scan attribution
INSERT INTO attribution (event_id, state, kind, value)
SELECT event_id, state, kind, value
  FROM main.attribution
 ORDER BY event_id;

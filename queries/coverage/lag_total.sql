-- SPDX-License-Identifier: GPL-3.0-or-later
-- coverage_lag_total: how late events were delivered, over all files.
-- params:  none
-- columns: lag_s INTEGER, events INTEGER
-- plan:    scan delivery_lag
SELECT lag_s, sum(events) AS events
  FROM delivery_lag
 GROUP BY lag_s
 ORDER BY lag_s;

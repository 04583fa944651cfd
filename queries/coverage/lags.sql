-- SPDX-License-Identifier: GPL-3.0-or-later
-- coverage_lags: how late events were delivered, by account and region of their file.
-- params:  none
-- columns: account TEXT, region TEXT, lag_s INTEGER, events INTEGER
-- plan:    primary key
SELECT account, region, lag_s, events
  FROM delivery_lag
 ORDER BY account, region, lag_s;

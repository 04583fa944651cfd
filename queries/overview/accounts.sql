-- SPDX-License-Identifier: GPL-3.0-or-later
-- overview_accounts: the accounts with the most events.
-- params:  :limit INTEGER  rows at most
-- columns: value TEXT, events INTEGER
-- plan:    scan activity
SELECT account.value AS value, sum(activity.events) AS events
  FROM activity
  JOIN account ON account.account_id = activity.account_id
 GROUP BY account.account_id
 ORDER BY events DESC, value
 LIMIT :limit

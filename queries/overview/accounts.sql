-- SPDX-License-Identifier: GPL-3.0-or-later
-- overview_accounts: the accounts with the most events.
-- params:  :limit INTEGER  rows at most
-- columns: value TEXT, events INTEGER
-- plan:    scan event_hour
SELECT account.value AS value, sum(event_hour.events) AS events
  FROM event_hour
  JOIN account ON account.account_id = event_hour.account_id
 GROUP BY account.account_id
 ORDER BY events DESC, value
 LIMIT :limit

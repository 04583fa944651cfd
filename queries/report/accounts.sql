-- SPDX-License-Identifier: GPL-3.0-or-later
-- report_accounts: the accounts and regions the evidence tells of.
-- params:  none
-- columns: kind TEXT, value TEXT
-- plan:    scan account and region
SELECT 'account' AS kind, value
  FROM account
 UNION ALL
SELECT 'region', value
  FROM region
 ORDER BY 1, 2;

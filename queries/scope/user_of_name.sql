-- SPDX-License-Identifier: GPL-3.0-or-later
-- scope_user_of_name: the IAM user that goes by a name in an account.
-- params:  :name TEXT; :account TEXT
-- columns: key TEXT
-- plan:    scan principal
SELECT key
  FROM principal
 WHERE name = :name
   AND account = :account
   AND type = 'IAMUser'
 ORDER BY principal_id DESC
 LIMIT 1;

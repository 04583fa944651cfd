-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_account: ids of what account: means.
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan account
SELECT account_id AS id
  FROM account
 WHERE value LIKE :pattern ESCAPE '\'

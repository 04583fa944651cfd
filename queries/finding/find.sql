-- SPDX-License-Identifier: GPL-3.0-or-later
-- finding_find: a finding that is in the case.
-- params:  :product TEXT; :uid TEXT
-- columns: finding_id INTEGER, updated_s INTEGER, count INTEGER, body TEXT
-- plan:    sqlite_autoindex_finding_1
SELECT finding_id, updated_s, count, body
  FROM finding
 WHERE product = :product
   AND uid = :uid;

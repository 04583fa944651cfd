-- SPDX-License-Identifier: GPL-3.0-or-later
-- mark_get: one mark.
-- params:  :kind TEXT; :value TEXT
-- columns: verdict TEXT, since_s INTEGER, until_s INTEGER, reason TEXT, created_s INTEGER
-- plan:    unique index
SELECT verdict, since_s, until_s, reason, created_s
  FROM mark
 WHERE kind = :kind
   AND value = :value;

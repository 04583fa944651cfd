-- SPDX-License-Identifier: GPL-3.0-or-later
-- alert_known: what a word names in the case: a key, an address, a principal by key, ARN or name.
-- params:  :word TEXT
-- columns: kind TEXT, value TEXT
-- plan:    unique indexes; principals are scanned
SELECT 'key' AS kind, value
  FROM key
 WHERE value = :word
 UNION ALL
SELECT 'address', value
  FROM address
 WHERE value = :word
 UNION ALL
SELECT 'principal', key
  FROM principal
 WHERE key = :word
    OR arn = :word
    OR name = :word
 LIMIT 1;

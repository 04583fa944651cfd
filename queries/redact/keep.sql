-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_keep: words that AWS gave, which are no names.
-- params:  none
-- columns: word TEXT
-- plan:    scan api
SELECT service AS word
  FROM api
 UNION
SELECT value
  FROM region;

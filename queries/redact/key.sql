-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_key: the key of the pseudonyms of this case.
-- params:  none
-- columns: value TEXT
-- plan:    primary key
SELECT value
  FROM meta
 WHERE name = 'redact_key';

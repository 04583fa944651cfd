-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_aliases: the map of the pseudonyms.
-- params:  none
-- columns: kind TEXT, value TEXT, pseudonym TEXT
-- plan:    scan alias
SELECT kind, value, pseudonym
  FROM alias
 ORDER BY kind, value;

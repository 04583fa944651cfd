-- SPDX-License-Identifier: GPL-3.0-or-later
-- detect_keys: all keys by number.
-- params:  none
-- columns: key_id INTEGER, value TEXT
-- plan:    scan key
SELECT key_id, value
  FROM key;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule_all: the rules of the case and how far each was run, oldest first.
-- params:  none
-- columns: rule_id INTEGER, id TEXT, hash BLOB, own INTEGER, path TEXT, text TEXT, scanned_to INTEGER
-- plan:    scan rule
SELECT rule_id, id, hash, own, path, text, scanned_to
  FROM rule
 ORDER BY rule_id;

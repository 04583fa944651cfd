-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_rule_rescan: rules have seen events up to this one only.
-- params:  :before INTEGER
-- columns: none
-- plan:    scan rule
UPDATE rule
   SET scanned_to = min(scanned_to, :before);

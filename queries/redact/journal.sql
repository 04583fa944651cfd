-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_journal: in a copy of a case, redact the journal, whose hashes are to be made anew.
-- params:  none
-- columns: none
-- plan:    scan journal
UPDATE journal
   SET detail = redact_json(detail);

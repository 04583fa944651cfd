-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_checklist: in a copy of a case, redact ticks of the checklist.
-- params:  none
-- columns: none
-- plan:    scan checklist
UPDATE checklist
   SET assignee = redact_value(assignee),
       note = redact_text(note);

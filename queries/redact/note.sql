-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_note: in a copy of a case, redact notes.
-- params:  none
-- columns: none
-- plan:    scan note
UPDATE note
   SET value = redact_text(value),
       text = redact_text(text);

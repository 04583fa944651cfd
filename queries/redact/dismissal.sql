-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_dismissal: in a copy of a case, redact why rules were dismissed.
-- params:  none
-- columns: none
-- plan:    scan dismissal
UPDATE dismissal
   SET reason = redact_text(reason);

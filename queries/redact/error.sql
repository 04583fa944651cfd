-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_error: in a copy of a case, redact errors that are sentences.
-- params:  none
-- columns: none
-- plan:    scan error
UPDATE error
   SET value = redact_text(value);

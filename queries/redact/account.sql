-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_account: in a copy of a case, redact accounts.
-- params:  none
-- columns: none
-- plan:    scan account
UPDATE account
   SET value = redact_text(value);

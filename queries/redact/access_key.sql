-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_access_key: in a copy of a case, redact access keys.
-- params:  none
-- columns: none
-- plan:    scan key
UPDATE key
   SET value = redact_text(value),
       account = redact_text(account);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_principal: in a copy of a case, redact principals.
-- params:  none
-- columns: none
-- plan:    scan principal
UPDATE principal
   SET key = redact_text(key),
       name = redact_value(name),
       arn = redact_text(arn),
       account = redact_text(account);

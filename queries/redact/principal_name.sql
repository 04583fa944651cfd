-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_principal_name: in a copy of a case, redact former names of principals.
-- params:  none
-- columns: none
-- plan:    scan principal_name
UPDATE principal_name
   SET name = redact_value(name),
       arn = redact_text(arn);

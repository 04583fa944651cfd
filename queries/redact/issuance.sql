-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_issuance: in a copy of a case, redact what calls issued.
-- params:  none
-- columns: none
-- plan:    scan issuance
UPDATE issuance
   SET parent = redact_text(parent),
       issued = redact_text(issued),
       session = redact_text(session),
       role_arn = redact_text(role_arn),
       session_name = redact_value(session_name),
       target = redact_value(target),
       account = redact_text(account),
       source_identity = redact_value(source_identity),
       sign_in = redact_text(sign_in);

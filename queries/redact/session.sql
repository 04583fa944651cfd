-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_session: in a copy of a case, redact sessions.
-- params:  none
-- columns: none
-- plan:    scan session
UPDATE session
   SET key = redact_text(key),
       name = redact_value(name),
       source_identity = redact_value(source_identity);

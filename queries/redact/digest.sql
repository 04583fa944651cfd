-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_digest: in a copy of a case, redact digests.
-- params:  none
-- columns: none
-- plan:    scan digest
UPDATE digest
   SET account = redact_text(account),
       trail = redact_value(trail),
       object = redact_text(object),
       problem = redact_text(problem),
       body = x'';

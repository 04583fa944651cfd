-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_rejected: in a copy of a case, redact what was rejected.
-- params:  none
-- columns: none
-- plan:    scan rejected
UPDATE rejected
   SET reason = redact_text(reason),
       excerpt = x'';

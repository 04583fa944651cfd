-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_mark: in a copy of a case, redact marks; as with addresses.
-- params:  none
-- columns: none
-- plan:    scan mark
UPDATE mark
   SET value = '~' || iif(kind = 'agent', redact_agent(value), redact_text(value)),
       reason = redact_text(reason);

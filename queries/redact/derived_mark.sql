-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_derived_mark: in a copy of a case, redact marks that follow from others; as with addresses.
-- params:  none
-- columns: none
-- plan:    scan derived_mark
UPDATE derived_mark
   SET value = '~' || iif(kind = 'agent', redact_agent(value), redact_text(value)),
       reason = redact_text(reason);

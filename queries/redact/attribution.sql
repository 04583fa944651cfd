-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_attribution: in a copy of a case, redact what decided about events.
-- params:  none
-- columns: none
-- plan:    scan attribution
UPDATE attribution
   SET value = iif(kind = 'agent', redact_agent(value), redact_text(value));

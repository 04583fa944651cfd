-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_agent: in a copy of a case, redact user agents.
-- params:  none
-- columns: none
-- plan:    scan agent
UPDATE agent
   SET value = redact_agent(value);

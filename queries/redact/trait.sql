-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_trait: in a copy of a case, redact what rules ask of events.
-- params:  none
-- columns: none
-- plan:    scan trait
UPDATE trait
   SET value = redact_json(value);

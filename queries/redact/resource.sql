-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_resource: in a copy of a case, redact resources.
-- params:  none
-- columns: none
-- plan:    scan resource
UPDATE resource
   SET value = redact_value(value);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_address_done: in a copy of a case, redact addresses without the mark.
-- params:  none
-- columns: none
-- plan:    scan address
UPDATE address
   SET value = substr(value, 2);

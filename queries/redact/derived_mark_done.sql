-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_derived_mark_done: in a copy of a case, redact marks that follow from others, without the mark.
-- params:  none
-- columns: none
-- plan:    scan derived_mark
UPDATE derived_mark
   SET value = substr(value, 2);

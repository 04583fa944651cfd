-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_mark_done: in a copy of a case, redact marks without the mark.
-- params:  none
-- columns: none
-- plan:    scan mark
UPDATE mark
   SET value = substr(value, 2);

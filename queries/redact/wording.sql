-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_wording: in a copy of a case, redact the analyst's answers and claims.
-- params:  none
-- columns: none
-- plan:    scan wording
UPDATE wording
   SET text = redact_text(text),
       query = redact_text(query);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_rule: in a copy of a case, redact rules that are not our own.
-- params:  none
-- columns: none
-- plan:    scan rule
UPDATE rule
   SET path = redact_text(path),
       text = redact_text(text),
       title = redact_text(title),
       lint = redact_text(lint)
 WHERE own = 0;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_answer_seen: in a copy of a case, redact answers as they were.
-- params:  none
-- columns: none
-- plan:    scan answer_seen
UPDATE answer_seen
   SET answer = redact_text(answer),
       claims = redact_json(claims);

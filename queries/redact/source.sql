-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_source: in a copy of a case, redact files: of their paths what CloudTrail or somebody named them.
-- params:  none
-- columns: none
-- plan:    scan source
UPDATE source
   SET path = redact_text(iif(instr(path, 'AWSLogs/'), substr(path, instr(path, 'AWSLogs/')),
                              replace(path, rtrim(path, replace(path, '/', '')), ''))),
       reason = redact_text(reason),
       filter = redact_text(filter);

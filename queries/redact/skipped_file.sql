-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_skipped_file: in a copy of a case, redact files that were left unopened: their names alone.
-- params:  none
-- columns: none
-- plan:    scan skipped_file
UPDATE skipped_file
   SET path = redact_text(iif(instr(path, 'AWSLogs/'), substr(path, instr(path, 'AWSLogs/')),
                              replace(path, rtrim(path, replace(path, '/', '')), ''))),
       filter = redact_text(filter);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_finding: in a copy of a case, redact findings of detectors.
-- params:  none
-- columns: none
-- plan:    scan finding
UPDATE finding
   SET title = redact_text(title),
       description = redact_text(description),
       account = redact_text(account),
       resource = redact_value(resource),
       key = redact_text(key),
       principal = redact_text(principal),
       user_name = redact_value(user_name),
       address = redact_text(address),
       body = redact_json(body);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_alert: in a copy of a case, redact alerts.
-- params:  none
-- columns: none
-- plan:    scan alert
UPDATE alert
   SET title = redact_text(title),
       key = redact_text(key),
       address = redact_text(address),
       principal = redact_text(principal),
       body = redact_json(body);

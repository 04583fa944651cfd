-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_address: in a copy of a case, redact addresses; a pseudonym may be the value of another, so that they get a mark first.
-- params:  none
-- columns: none
-- plan:    scan address
UPDATE address
   SET value = '~' || redact_text(value),
       ip = redact_ip(ip);

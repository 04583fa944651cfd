-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_address_fact: in a copy of a case, redact what files say of addresses.
-- params:  none
-- columns: none
-- plan:    scan address_fact
UPDATE address_fact
   SET owner = NULL,
       city = NULL,
       label = NULL;

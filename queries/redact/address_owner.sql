-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_address_owner: in a copy of a case, redact who owns addresses; of the victim's own the owner's name is left out.
-- params:  none
-- columns: none
-- plan:    scan address_owner
UPDATE address_owner
   SET owner = iif(own, NULL, owner),
       city = NULL,
       lists = redact_text(lists);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- enrich_owner_clear: drop what all files together say.
-- params:  none
-- columns: none
-- plan:    scan address_owner
DELETE FROM address_owner;

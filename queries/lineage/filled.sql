-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_filled: all issuing calls are read.
-- params:  none
-- columns: none
DELETE FROM meta
 WHERE name = 'issuance_missing_to';

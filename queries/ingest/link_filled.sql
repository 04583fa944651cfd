-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_link_filled: the links of all records are read.
-- params:  none
-- columns: none
-- plan:    primary key
DELETE FROM meta
 WHERE name = 'link_missing_to';

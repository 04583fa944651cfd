-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_unindex_link: do without ix_link_key_value while a new case is filled.
-- params:  none
-- columns: none
-- plan:    none
DROP INDEX IF EXISTS ix_link_key_value;

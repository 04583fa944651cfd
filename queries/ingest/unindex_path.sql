-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_unindex_path: do without ix_source_path while a new case is filled.
-- params:  none
-- columns: none
-- plan:    none
DROP INDEX IF EXISTS ix_source_path;

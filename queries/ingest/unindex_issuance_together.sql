-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_unindex_issuance_together: do without ix_issuance_together while a new case is filled.
-- params:  none
-- columns: none
-- plan:    none
DROP INDEX IF EXISTS ix_issuance_together;

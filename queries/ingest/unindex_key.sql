-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_unindex_key: do without ix_event_key while a new case is filled.
-- params:  none
-- columns: none
-- plan:    none
DROP INDEX IF EXISTS ix_event_key;

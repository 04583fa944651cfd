-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_unindex_uid: do without ix_event_uid while a new case is filled.
-- params:  none
-- columns: none
-- plan:    none
DROP INDEX IF EXISTS ix_event_uid;

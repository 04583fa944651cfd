-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_unindex_address: do without ix_event_address while a new case is filled.
-- params:  none
-- columns: none
-- plan:    none
DROP INDEX IF EXISTS ix_event_address;

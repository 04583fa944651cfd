-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_index_uid: make ix_event_uid again after a first ingest did without it.
-- params:  none
-- columns: none
-- plan:    scan event, once
CREATE UNIQUE INDEX IF NOT EXISTS ix_event_uid
    ON event (uid);

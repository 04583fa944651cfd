-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_index_key: make ix_event_key again after a first ingest did without it.
-- params:  none
-- columns: none
-- plan:    scan event, once
CREATE INDEX IF NOT EXISTS ix_event_key
    ON event (key_id, time_s)
 WHERE key_id <> 0;

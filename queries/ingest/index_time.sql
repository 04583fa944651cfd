-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_index_time: make ix_event_time again after a first ingest did without it.
-- params:  none
-- columns: none
-- plan:    scan event, once
CREATE INDEX IF NOT EXISTS ix_event_time
    ON event (time_s);

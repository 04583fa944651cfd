-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_index_session: make ix_event_session again after a first ingest did without it.
-- params:  none
-- columns: none
-- plan:    scan event, once
CREATE INDEX IF NOT EXISTS ix_event_session
    ON event (session_id, time_s)
 WHERE session_id <> 0;

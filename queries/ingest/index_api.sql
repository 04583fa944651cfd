-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_index_api: make ix_event_api again after a first ingest did without it.
-- params:  none
-- columns: none
-- plan:    scan event, once
CREATE INDEX IF NOT EXISTS ix_event_api
    ON event (api_id, time_s);

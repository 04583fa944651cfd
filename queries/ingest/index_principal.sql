-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_index_principal: make ix_event_principal again after a first ingest did without it.
-- params:  none
-- columns: none
-- plan:    scan event, once
CREATE INDEX IF NOT EXISTS ix_event_principal
    ON event (principal_id, time_s);

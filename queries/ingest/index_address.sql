-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_index_address: make ix_event_address again after a first ingest did without it.
-- params:  none
-- columns: none
-- plan:    scan event, once
CREATE INDEX IF NOT EXISTS ix_event_address
    ON event (address_id, time_s);

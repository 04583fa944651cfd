-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_state: how far the evidence goes and how far it went when the edges were joined, counted in events and runs of
--          ingest, up to which event issuing calls are still to be read, and the highest ids the edges were joined from:
--          no event when they have to be joined as a whole.
-- params:  none
-- columns: last INTEGER, done INTEGER, missing INTEGER, events INTEGER, sessions INTEGER, keys INTEGER
-- plan:    primary keys
SELECT coalesce((SELECT max(event_id) FROM event), 0) + coalesce((SELECT max(ingest_id) FROM ingest), 0) AS last,
       coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'lineage_to'), 0) AS done,
       coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'issuance_missing_to'), 0) AS missing,
       coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'lineage_events'), 0) AS events,
       coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'lineage_sessions'), 0) AS sessions,
       coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'lineage_keys'), 0) AS keys;

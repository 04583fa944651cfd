-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_done: the edges are joined from the evidence up to here.
-- params:  :last INTEGER
-- columns: none
INSERT OR REPLACE INTO meta (name, value)
VALUES ('lineage_to', CAST(:last AS TEXT)),
       ('lineage_events', (SELECT coalesce(max(event_id), 0) FROM event)),
       ('lineage_sessions', (SELECT coalesce(max(session_id), 0) FROM session)),
       ('lineage_keys', (SELECT coalesce(max(key_id), 0) FROM key)),
       ('lineage_principals', (SELECT coalesce(max(principal_id), 0) FROM principal));

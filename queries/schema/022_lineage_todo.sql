-- SPDX-License-Identifier: GPL-3.0-or-later
-- 022_lineage_todo: after more evidence only those edges are joined anew that it can change.

-- The calls whose edges are being joined; empty when that is done.
CREATE TABLE lineage_todo (
    event_id INTEGER PRIMARY KEY REFERENCES issuance
) STRICT;
CREATE INDEX ix_issuance_issued ON issuance (issued) WHERE issued IS NOT NULL;

-- meta: lineage_events, lineage_sessions, lineage_keys and lineage_principals are the highest ids that the edges were
-- joined from. When what they rest on changes afterwards, rather than grows, they are joined as a whole.
CREATE TRIGGER lineage_event AFTER UPDATE ON event
BEGIN
    DELETE FROM meta WHERE name = 'lineage_events';
END;
CREATE TRIGGER lineage_issuance AFTER DELETE ON issuance
BEGIN
    DELETE FROM meta WHERE name = 'lineage_events';
END;
CREATE TRIGGER lineage_session AFTER UPDATE OF created_s, name ON session
WHEN (old.created_s IS NOT new.created_s OR old.name IS NOT new.name)
     AND old.session_id <= (SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'lineage_sessions')
BEGIN
    DELETE FROM meta WHERE name = 'lineage_events';
END;
CREATE TRIGGER lineage_principal AFTER UPDATE OF name, arn, account ON principal
WHEN (old.name IS NOT new.name OR old.arn IS NOT new.arn OR old.account IS NOT new.account)
     AND old.principal_id <= (SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'lineage_principals')
BEGIN
    DELETE FROM meta WHERE name = 'lineage_events';
END;

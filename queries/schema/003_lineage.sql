-- SPDX-License-Identifier: GPL-3.0-or-later
-- 003_lineage: which credential gave rise to which.

-- One row for each successful call that issued a credential or made a principal: what its record says, and nothing that
-- other records say. Filled as events are stored.
CREATE TABLE issuance (
    event_id     INTEGER PRIMARY KEY REFERENCES event,
    what         TEXT NOT NULL,               -- 'session', 'key', 'sign-in', 'sso', 'switch', 'login', 'principal',
                                              -- 'token', 'host', 'factor'
    time_s       INTEGER NOT NULL,            -- of the event
    together     TEXT NOT NULL,               -- the same for both records of one call: sharedEventID
    parent_kind  TEXT NOT NULL,               -- the credential it was called with: 'session', 'key', 'principal'
    parent       TEXT NOT NULL,               -- its key or value
    issued       TEXT,                        -- access key id; of what is no access key its id or principal key
    session      TEXT,                        -- the key that a session made of it has
    role_arn     TEXT,                        -- for 'sso' the name of the permission set
    session_name TEXT,
    target       TEXT,                        -- user whose key or login it is; name of what was made
    account      TEXT,
    expires_s    INTEGER,
    source_identity TEXT,
    sign_in      TEXT                         -- signInSessionArn
) STRICT;
CREATE INDEX ix_issuance_together ON issuance (together);
CREATE INDEX ix_issuance_role ON issuance (role_arn, session_name, time_s) WHERE role_arn IS NOT NULL;
CREATE INDEX ix_issuance_target ON issuance (target, what, time_s) WHERE target IS NOT NULL;
CREATE INDEX ix_session_created ON session (created_s) WHERE created_s IS NOT NULL;
CREATE INDEX ix_session_principal ON session (principal_id);

-- Where each credential or principal came from: its strongest edge. Computed from issuance over the whole case, replaced
-- as a whole; nodes are named by kind and value, so that what was issued and never used is one too.
CREATE TABLE edge (
    child_kind  TEXT NOT NULL,                -- 'session', 'key', 'principal', 'login', 'token', 'host', 'factor'
    child       TEXT NOT NULL,
    parent_kind TEXT NOT NULL,                -- 'session', 'key', 'principal', 'login'
    parent      TEXT NOT NULL,
    event_id    INTEGER NOT NULL REFERENCES event,
    rule        TEXT NOT NULL,
    strength    TEXT NOT NULL CHECK (strength IN ('certain', 'strong', 'plausible')),
    time_s      INTEGER NOT NULL,
    expires_s   INTEGER,
    PRIMARY KEY (child_kind, child)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_edge_parent ON edge (parent_kind, parent, time_s);
CREATE INDEX ix_edge_event ON edge (event_id);

-- What was stored before this table: read it from the records once, up to this event.
INSERT INTO meta (name, value)
SELECT 'issuance_missing_to', max(event_id)
  FROM event
HAVING max(event_id) IS NOT NULL;

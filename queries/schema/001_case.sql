-- SPDX-License-Identifier: GPL-3.0-or-later
-- 001_case: the case file as first released.
--
-- Conventions. Every table is STRICT. Times are seconds since the epoch, UTC, in columns that end in _s. In `event` and
-- `activity` the id 0 means "the record had none"; no dictionary has a row 0, so a LEFT JOIN gives NULL. Evidence rows are
-- only ever inserted; what a person decides is in mark, note and journal; attribution is computed from both.

-- About this file: schema and tool version, when it was made.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One run of `trailcase ingest`: what was asked for. finished_s stays NULL when it was killed.
CREATE TABLE ingest (
    ingest_id    INTEGER PRIMARY KEY,
    started_s    INTEGER NOT NULL,
    finished_s   INTEGER,
    tool_version TEXT NOT NULL,
    arguments    TEXT NOT NULL                -- JSON array of the words of the command
) STRICT;

-- One evidence file. Inserted as 'reading'; its counts and status are set when its last record is in.
CREATE TABLE source (
    source_id  INTEGER PRIMARY KEY,
    ingest_id  INTEGER NOT NULL REFERENCES ingest,
    path       TEXT NOT NULL,                 -- as found; bytes, not always UTF-8
    size_bytes INTEGER NOT NULL,
    mtime_s    INTEGER NOT NULL,
    sha256     BLOB,                          -- of the bytes as found; NULL while reading or when unreadable
    container  TEXT,                          -- what the content was: 'Records', 'array', 'lines', 'record'
    status     TEXT NOT NULL CHECK (status IN ('reading', 'read', 'refused')),
    reason     TEXT,                          -- why it was refused
    records    INTEGER NOT NULL DEFAULT 0,    -- = stored + duplicate + rejected
    stored     INTEGER NOT NULL DEFAULT 0,
    duplicate  INTEGER NOT NULL DEFAULT 0,    -- conflicting versions included
    rejected   INTEGER NOT NULL DEFAULT 0,
    first_s    INTEGER,                       -- earliest and latest eventTime in it
    last_s     INTEGER
) STRICT;
CREATE INDEX ix_source_path ON source (path);

-- Dictionaries. Each holds a value once; `event` and `activity` hold its id.
CREATE TABLE principal (
    principal_id INTEGER PRIMARY KEY,
    key          TEXT NOT NULL UNIQUE,        -- stable: user:AIDA…, role:AROA…, root:<account>, svc:<service>, …
    type         TEXT,                        -- userIdentity.type as logged; NULL where the record has none
    name         TEXT NOT NULL,               -- latest name seen; history in principal_name
    arn          TEXT,
    account      TEXT
) STRICT;
CREATE TABLE principal_name (
    principal_id INTEGER NOT NULL REFERENCES principal,
    name         TEXT NOT NULL,
    arn          TEXT NOT NULL,               -- '' when the record had none
    first_s      INTEGER NOT NULL,
    last_s       INTEGER NOT NULL,
    PRIMARY KEY (principal_id, name, arn)
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
    session_id   INTEGER PRIMARY KEY,
    key          TEXT NOT NULL UNIQUE,        -- signInSessionArn, or principal @ creationDate, or the temporary key
    principal_id INTEGER NOT NULL REFERENCES principal,
    name         TEXT,                        -- role session name
    kind         TEXT NOT NULL,               -- 'role', 'console', 'federated', 'token', 'instance', 'service'
    created_s    INTEGER,                     -- creationDate of the credentials
    mfa          INTEGER,                     -- 1, 0, or NULL when not said
    source_identity TEXT
) STRICT;
CREATE TABLE address (
    address_id INTEGER PRIMARY KEY,
    value      TEXT NOT NULL UNIQUE,          -- sourceIPAddress as logged
    kind       TEXT NOT NULL CHECK (kind IN ('ip', 'service', 'internal', 'other')),
    ip         BLOB                           -- 16 bytes, IPv4 as ::ffff:a.b.c.d; for ranges
) STRICT;
CREATE TABLE key (
    key_id  INTEGER PRIMARY KEY,
    value   TEXT NOT NULL UNIQUE,             -- access key id
    kind    TEXT NOT NULL CHECK (kind IN ('long-lived', 'temporary', 'other')),
    account TEXT                              -- decoded from the id where that is sound
) STRICT;
CREATE TABLE agent (
    agent_id INTEGER PRIMARY KEY,
    value    TEXT NOT NULL UNIQUE             -- userAgent as logged
) STRICT;
CREATE TABLE api (
    api_id    INTEGER PRIMARY KEY,
    source    TEXT NOT NULL,                  -- eventSource: iam.amazonaws.com
    name      TEXT NOT NULL,                  -- eventName as logged
    service   TEXT NOT NULL,                  -- iam
    base_name TEXT NOT NULL,                  -- name without an API date: CreateFunction20150331 → CreateFunction
    access    TEXT NOT NULL CHECK (access IN ('read', 'write', 'permissions', 'tagging')),
    interesting INTEGER NOT NULL,             -- 1: no Get/List/Describe/Head, or a sensitive read
    UNIQUE (source, name)
) STRICT;
CREATE TABLE region (
    region_id INTEGER PRIMARY KEY,
    value     TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE account (
    account_id INTEGER PRIMARY KEY,
    value      TEXT NOT NULL UNIQUE           -- 12 digits, as text: leading zeros count
) STRICT;
CREATE TABLE error (
    error_id INTEGER PRIMARY KEY,
    value    TEXT NOT NULL UNIQUE             -- errorCode, or the errorMessage of a failure without a code
) STRICT;
CREATE TABLE resource (
    resource_id INTEGER PRIMARY KEY,
    value       TEXT NOT NULL UNIQUE,         -- ARN or id
    type        TEXT                          -- AWS::EC2::SecurityGroup, …; NULL when not said
) STRICT;

-- One event, unique by eventID.
CREATE TABLE event (
    event_id     INTEGER PRIMARY KEY,
    uid          ANY NOT NULL,                -- eventID: 16 bytes for a lower-case UUID, its text otherwise;
                                              -- 'sha256:…' of the record when it has none
    time_s       INTEGER NOT NULL,
    principal_id INTEGER NOT NULL,
    session_id   INTEGER NOT NULL,
    address_id   INTEGER NOT NULL,
    key_id       INTEGER NOT NULL,
    agent_id     INTEGER NOT NULL,
    api_id       INTEGER NOT NULL,
    region_id    INTEGER NOT NULL,
    account_id   INTEGER NOT NULL,            -- recipientAccountId, else the caller's account
    error_id     INTEGER NOT NULL,
    outcome      INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 2),  -- 0 success, 1 denied, 2 error
    flags        INTEGER NOT NULL             -- 1 console, 2 MFA, 4 dry run, 8 data event, 16 by a service,
                                              -- 32 Insight, 64 network activity, 128 service event
) STRICT;
CREATE UNIQUE INDEX ix_event_uid ON event (uid);
CREATE INDEX ix_event_time ON event (time_s);
CREATE INDEX ix_event_principal ON event (principal_id, time_s);
CREATE INDEX ix_event_session ON event (session_id, time_s) WHERE session_id <> 0;
CREATE INDEX ix_event_address ON event (address_id, time_s);
CREATE INDEX ix_event_key ON event (key_id, time_s) WHERE key_id <> 0;
CREATE INDEX ix_event_api ON event (api_id, time_s);

-- The record byte for byte as found, as one zstd frame; event_json(event_id) gives it back.
CREATE TABLE record (
    event_id INTEGER PRIMARY KEY REFERENCES event,
    body     BLOB NOT NULL
) STRICT;
CREATE TABLE codec_dictionary (
    dictionary_id INTEGER PRIMARY KEY,        -- as in the header of the frames made with it
    bytes         BLOB NOT NULL
) STRICT;

-- Every place an event was found; the first one stored it.
CREATE TABLE sighting (
    event_id     INTEGER NOT NULL REFERENCES event,
    source_id    INTEGER NOT NULL REFERENCES source,
    offset_bytes INTEGER NOT NULL,            -- in the uncompressed content
    PRIMARY KEY (event_id, source_id, offset_bytes)
) STRICT, WITHOUT ROWID;
-- Same eventID, other content: kept beside the event that came first.
CREATE TABLE conflict (
    event_id     INTEGER NOT NULL REFERENCES event,
    source_id    INTEGER NOT NULL REFERENCES source,
    offset_bytes INTEGER NOT NULL,
    body         BLOB NOT NULL,
    PRIMARY KEY (event_id, source_id, offset_bytes)
) STRICT;
CREATE TABLE rejected (
    source_id    INTEGER NOT NULL REFERENCES source,
    offset_bytes INTEGER NOT NULL,
    length_bytes INTEGER NOT NULL,
    reason       TEXT NOT NULL,
    excerpt      BLOB NOT NULL,               -- its first 256 bytes
    PRIMARY KEY (source_id, offset_bytes)
) STRICT, WITHOUT ROWID;
CREATE TABLE event_resource (
    resource_id INTEGER NOT NULL REFERENCES resource,
    event_id    INTEGER NOT NULL REFERENCES event,
    PRIMARY KEY (resource_id, event_id)
) STRICT, WITHOUT ROWID;

-- Rollup of event by day: lists, robots and baselines read this.
CREATE TABLE activity (
    principal_id INTEGER NOT NULL,
    day          INTEGER NOT NULL,            -- days since the epoch
    api_id       INTEGER NOT NULL,
    session_id   INTEGER NOT NULL,
    address_id   INTEGER NOT NULL,
    key_id       INTEGER NOT NULL,
    agent_id     INTEGER NOT NULL,
    region_id    INTEGER NOT NULL,
    account_id   INTEGER NOT NULL,
    error_id     INTEGER NOT NULL,
    outcome      INTEGER NOT NULL,
    events       INTEGER NOT NULL,
    first_s      INTEGER NOT NULL,
    last_s       INTEGER NOT NULL,
    PRIMARY KEY (principal_id, day, api_id, session_id, address_id, key_id, agent_id, region_id, account_id,
                 error_id, outcome)
) STRICT, WITHOUT ROWID;
-- The same columns over single events, for what a day is too coarse for.
CREATE VIEW event_unit AS
SELECT event_id, uid, time_s, principal_id, session_id, address_id, key_id, agent_id, api_id, region_id, account_id,
       error_id, outcome, flags, 1 AS events, time_s AS first_s, time_s AS last_s
  FROM event;

-- The analyst's own.
CREATE TABLE mark (
    mark_id   INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL CHECK (kind IN ('address', 'key', 'principal', 'session', 'agent', 'event')),
    value     TEXT NOT NULL,                  -- value or key of its dictionary; eventID for an event
    verdict   TEXT NOT NULL CHECK (verdict IN ('attacker', 'compromised', 'benign')),
    since_s   INTEGER,
    until_s   INTEGER,
    reason    TEXT,
    created_s INTEGER NOT NULL,
    UNIQUE (kind, value)
) STRICT;
CREATE TABLE note (
    note_id   INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL,
    value     TEXT NOT NULL,
    text      TEXT NOT NULL,
    created_s INTEGER NOT NULL
) STRICT;
CREATE TABLE journal (
    seq      INTEGER PRIMARY KEY,
    time_s   INTEGER NOT NULL,
    action   TEXT NOT NULL,
    detail   TEXT NOT NULL,                   -- JSON
    previous BLOB NOT NULL,                   -- sha256 of the row before; 32 zero bytes in the first
    sha256   BLOB NOT NULL                    -- of previous, seq, time_s, action and detail
) STRICT;

-- Computed from marks and evidence by `scope`, replaced as a whole whenever either changes.
CREATE TABLE attribution (
    event_id INTEGER PRIMARY KEY REFERENCES event,
    state    TEXT NOT NULL CHECK (state IN ('attributed', 'undecided')),
    kind     TEXT NOT NULL,                   -- the mark that decided: kind and value
    value    TEXT NOT NULL
) STRICT;
CREATE TABLE derived_mark (
    kind     TEXT NOT NULL,
    value    TEXT NOT NULL,
    verdict  TEXT NOT NULL,
    event_id INTEGER NOT NULL REFERENCES event,  -- the event that issued or made it
    reason   TEXT NOT NULL,
    PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;

-- What each mark is on, by id, derived ones included; on the same thing the analyst's own wins. Windows are closed at both
-- ends. A mark on an event is not here: its value is an eventID.
CREATE VIEW mark_target AS
WITH verdicts AS (
    SELECT kind, value, verdict, coalesce(since_s, -9223372036854775807) AS since_s,
           coalesce(until_s, 9223372036854775807) AS until_s, 0 AS derived
      FROM mark
     UNION ALL
    SELECT d.kind, d.value, d.verdict, e.time_s, 9223372036854775807, 1
      FROM derived_mark AS d
      JOIN event AS e USING (event_id)
     WHERE NOT EXISTS (SELECT 1 FROM mark WHERE mark.kind = d.kind AND mark.value = d.value)
)
SELECT v.kind, d.address_id AS id, v.value, v.verdict, v.since_s, v.until_s, v.derived
  FROM verdicts AS v CROSS JOIN address AS d ON d.value = v.value WHERE v.kind = 'address'
 UNION ALL
SELECT v.kind, d.key_id, v.value, v.verdict, v.since_s, v.until_s, v.derived
  FROM verdicts AS v CROSS JOIN key AS d ON d.value = v.value WHERE v.kind = 'key'
 UNION ALL
SELECT v.kind, d.principal_id, v.value, v.verdict, v.since_s, v.until_s, v.derived
  FROM verdicts AS v CROSS JOIN principal AS d ON d.key = v.value WHERE v.kind = 'principal'
 UNION ALL
SELECT v.kind, d.session_id, v.value, v.verdict, v.since_s, v.until_s, v.derived
  FROM verdicts AS v CROSS JOIN session AS d ON d.key = v.value WHERE v.kind = 'session'
 UNION ALL
SELECT v.kind, d.agent_id, v.value, v.verdict, v.since_s, v.until_s, v.derived
  FROM verdicts AS v CROSS JOIN agent AS d ON d.value = v.value WHERE v.kind = 'agent';

-- For people and for other tools: one row an event, names instead of ids.
CREATE VIEW events AS
SELECT e.event_id,
       CASE typeof(e.uid)
           WHEN 'text' THEN e.uid
           ELSE lower(substr(hex(e.uid), 1, 8) || '-' || substr(hex(e.uid), 9, 4) || '-' || substr(hex(e.uid), 13, 4)
                      || '-' || substr(hex(e.uid), 17, 4) || '-' || substr(hex(e.uid), 21))
       END AS uid,
       strftime('%Y-%m-%dT%H:%M:%SZ', e.time_s, 'unixepoch') AS time,
       e.time_s,
       principal.name AS principal, principal.key AS principal_key, principal.type AS principal_type,
       principal.arn AS principal_arn, principal.account AS principal_account,
       session.key AS session, session.name AS session_name, session.kind AS session_kind,
       address.value AS address, key.value AS key, agent.value AS agent,
       api.service, api.name AS api, api.source AS api_source, api.access,
       region.value AS region, account.value AS account,
       CASE e.outcome WHEN 0 THEN 'success' WHEN 1 THEN 'denied' ELSE 'error' END AS outcome,
       error.value AS error,
       e.flags & 1 <> 0 AS console, e.flags & 2 <> 0 AS mfa, e.flags & 4 <> 0 AS dry_run, e.flags & 8 <> 0 AS data,
       attribution.state AS attribution
  FROM event AS e
  LEFT JOIN principal USING (principal_id)
  LEFT JOIN session USING (session_id)
  LEFT JOIN address USING (address_id)
  LEFT JOIN key USING (key_id)
  LEFT JOIN agent USING (agent_id)
  LEFT JOIN api USING (api_id)
  LEFT JOIN region USING (region_id)
  LEFT JOIN account USING (account_id)
  LEFT JOIN error USING (error_id)
  LEFT JOIN attribution USING (event_id);

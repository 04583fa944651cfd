-- SPDX-License-Identifier: GPL-3.0-or-later
-- 010_finding: what a detector says, kept as leads beside the events.

-- One finding, as last told: a detector tells the same one again with a higher count. The columns are read from its text;
-- keys, principals and addresses are written as in the dictionaries, so that they can be joined.
CREATE TABLE finding (
    finding_id   INTEGER PRIMARY KEY,
    product      TEXT NOT NULL,               -- 'GuardDuty'
    uid          TEXT NOT NULL,               -- its id; 'sha256:…' of its text when it has none
    type         TEXT,                        -- UnauthorizedAccess:IAMUser/…
    severity     REAL,                        -- GuardDuty: 1 low, 4 medium, 7 high, 9 critical and more
    title        TEXT,
    description  TEXT,
    account      TEXT,
    region       TEXT,
    created_s    INTEGER,
    updated_s    INTEGER,
    first_s      INTEGER,                     -- of what it is about
    last_s       INTEGER,
    count        INTEGER,                     -- how often the detector saw it
    sample       INTEGER NOT NULL,            -- 1: made by the detector to try it out
    archived     INTEGER NOT NULL,            -- 1: put aside there
    resource_type TEXT,                       -- AccessKey, Instance, S3Bucket, …
    resource     TEXT,                        -- instance id, bucket or the like
    key          TEXT,                        -- as key.value
    principal    TEXT,                        -- as principal.key
    user_name    TEXT,
    address      TEXT,                        -- of the other side, as address.value
    api_source   TEXT,                        -- as api.source and api.name
    api_name     TEXT,
    source_id    INTEGER NOT NULL REFERENCES source,  -- where this text of it was found
    offset_bytes INTEGER NOT NULL,
    body         TEXT NOT NULL,               -- JSON, as found
    UNIQUE (product, uid)
) STRICT;

-- Every place a finding was found. body: what stood there, where that is not the text in finding.
CREATE TABLE finding_sighting (
    finding_id   INTEGER NOT NULL REFERENCES finding,
    source_id    INTEGER NOT NULL REFERENCES source,
    offset_bytes INTEGER NOT NULL,
    body         TEXT,
    PRIMARY KEY (finding_id, source_id, offset_bytes)
) STRICT, WITHOUT ROWID;

-- The events a finding may be about: its key, or without one its address, and its call, in its time.
CREATE VIEW finding_event AS
SELECT f.finding_id, e.event_id
  FROM finding AS f
  JOIN key AS k ON k.value = f.key
  JOIN event AS e ON e.key_id = k.key_id AND e.key_id <> 0 AND e.time_s BETWEEN f.first_s AND f.last_s
  JOIN api AS a ON a.api_id = e.api_id
  LEFT JOIN address AS d ON d.address_id = e.address_id
 WHERE (f.api_name IS NULL OR (a.name = f.api_name AND a.source = f.api_source))
   AND (f.address IS NULL OR d.value = f.address)
 UNION ALL
SELECT f.finding_id, e.event_id
  FROM finding AS f
  JOIN address AS d ON d.value = f.address
  JOIN event AS e ON e.address_id = d.address_id AND e.time_s BETWEEN f.first_s AND f.last_s
  JOIN api AS a ON a.api_id = e.api_id
 WHERE f.key IS NULL
   AND (f.api_name IS NULL OR (a.name = f.api_name AND a.source = f.api_source));

-- Pieces of a source that are findings; they are no records and not among these.
ALTER TABLE source ADD COLUMN findings INTEGER NOT NULL DEFAULT 0;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- 002_evidence: what integrity, coverage and verify need beyond the records.

-- Of the content after decompression, which is what CloudTrail's digests speak of. NULL when the file was refused before
-- its end, or was taken in by a trailcase that did not note it yet.
ALTER TABLE source ADD COLUMN sha256_content BLOB;
ALTER TABLE source ADD COLUMN tail_bytes INTEGER NOT NULL DEFAULT 0;  -- after the end of the compressed stream

-- A digest file: what CloudTrail itself says about the log files it delivered in an hour. The text is kept whole, as
-- one zstd frame; the columns are read from it.
CREATE TABLE digest (
    source_id INTEGER PRIMARY KEY REFERENCES source,
    account   TEXT,
    region    TEXT,                           -- this and the next three from the name of its object
    trail     TEXT,
    home_region TEXT,
    backfill  INTEGER NOT NULL,               -- 1: lists files that were delivered late
    start_s   INTEGER,
    end_s     INTEGER,
    object    TEXT,                           -- its key in the bucket, as it says itself
    log_files INTEGER NOT NULL,               -- how many it names
    problem   TEXT,                           -- why it cannot be used, else NULL
    body      BLOB NOT NULL
) STRICT;

-- Rollup of event by hour: coverage reads this, never event.
CREATE TABLE event_hour (
    account_id INTEGER NOT NULL,
    region_id  INTEGER NOT NULL,
    hour       INTEGER NOT NULL,              -- hours since the epoch
    category   INTEGER NOT NULL,              -- 0 management, 1 data, 2 Insight, 3 network activity
    events     INTEGER NOT NULL,
    first_s    INTEGER NOT NULL,
    last_s     INTEGER NOT NULL,
    PRIMARY KEY (account_id, region_id, hour, category)
) STRICT, WITHOUT ROWID;

-- How long after an event its file came: delivery time in the name of the file minus eventTime, over all sightings in
-- files named as CloudTrail names them.
CREATE TABLE delivery_lag (
    account TEXT NOT NULL,                    -- of the file
    region  TEXT NOT NULL,
    lag_s   INTEGER NOT NULL,
    events  INTEGER NOT NULL,
    PRIMARY KEY (account, region, lag_s)
) STRICT, WITHOUT ROWID;

INSERT INTO event_hour (account_id, region_id, hour, category, events, first_s, last_s)
SELECT account_id, region_id, time_s / 3600,
       CASE WHEN flags & 8 THEN 1 WHEN flags & 32 THEN 2 WHEN flags & 64 THEN 3 ELSE 0 END, count(*),
       min(time_s), max(time_s)
  FROM event
 GROUP BY 1, 2, 3, 4;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- 014_rule: the rules that ran over the case, and what they hit.
--
-- Everything here but dismissal can be made again from the rules and the events.

-- A rule as it ran last. Those that did not come with the program are kept whole, so that they run again when events come.
CREATE TABLE rule (
    rule_id     INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,         -- as in the rule; its title when it has none
    hash        BLOB NOT NULL,                -- of its text and all else that decides what it hits
    own         INTEGER NOT NULL,             -- 1: one that comes with the program
    path        TEXT NOT NULL,                -- where it was read from
    text        TEXT NOT NULL,                -- YAML
    title       TEXT NOT NULL,
    level       INTEGER NOT NULL,             -- 0 informational, 1 low, 2 medium, 3 high, 4 critical
    kind        TEXT NOT NULL,                -- 'event', 'count', 'values', 'together', 'chain', 'new'
    author      TEXT,
    tags        TEXT,                         -- as in the rule, blanks between
    lint        TEXT,                         -- what is odd about it, a line each
    silent      INTEGER NOT NULL,             -- 1: only there for a correlation, no lead by itself
    scanned_to  INTEGER NOT NULL,             -- events up to this number were looked at
    events      INTEGER NOT NULL DEFAULT 0,   -- hit
    windows     INTEGER NOT NULL DEFAULT 0,   -- of a rule that counts: how often it did; else as events
    principals  INTEGER NOT NULL DEFAULT 0,
    principal_days INTEGER NOT NULL DEFAULT 0, -- pairs of a principal and a day with a hit
    first_s     INTEGER,
    last_s      INTEGER
) STRICT;

-- An event a rule hit. window: 0, or of a rule that counts events together, the number of the occasion.
CREATE TABLE hit (
    rule_id  INTEGER NOT NULL REFERENCES rule,
    window   INTEGER NOT NULL,
    event_id INTEGER NOT NULL REFERENCES event,
    PRIMARY KEY (rule_id, window, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_hit_event ON hit (event_id);

-- Rules the analyst has done with. Journalled.
CREATE TABLE dismissal (
    rule      TEXT PRIMARY KEY,               -- rule.id
    reason    TEXT NOT NULL,
    created_s INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

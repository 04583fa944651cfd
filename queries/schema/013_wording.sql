-- SPDX-License-Identifier: GPL-3.0-or-later
-- 013_wording: what the analyst says themselves to the four questions, and what each answer was when they last took it as it is.

-- The analyst's own, beside what is computed: at most one wording of an answer, and any number of claims.
CREATE TABLE wording (
    wording_id INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('answer', 'claim')),
    question   TEXT NOT NULL CHECK (question IN ('credentials', 'duration', 'actions', 'entry')),
    text       TEXT NOT NULL,
    confidence TEXT CHECK (confidence IN ('high', 'medium', 'low')),  -- of a claim
    query      TEXT,                          -- filter that selects the events of a claim
    created_s  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_wording_answer ON wording (question) WHERE kind = 'answer';

-- What a computed answer was when it was accepted or reported; the latest of a question counts.
CREATE TABLE answer_seen (
    seen_id  INTEGER PRIMARY KEY,
    question TEXT NOT NULL,
    how      TEXT NOT NULL CHECK (how IN ('accepted', 'reported')),
    time_s   INTEGER NOT NULL,
    digest   TEXT NOT NULL,                   -- SHA-256 of answer and claims
    answer   TEXT NOT NULL,
    claims   TEXT NOT NULL                    -- JSON: [{"text", "confidence", "events": SHA-256 of their numbers}]
) STRICT;
CREATE INDEX ix_answer_seen_question ON answer_seen (question, seen_id);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- trial_mark: a table of this connection's own that hides the one of the case: marks to try.
-- params:  none
-- columns: none
-- plan:    none
CREATE TEMP TABLE mark (
    mark_id   INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL,
    value     TEXT NOT NULL,
    verdict   TEXT NOT NULL,
    since_s   INTEGER,
    until_s   INTEGER,
    reason    TEXT,
    created_s INTEGER NOT NULL,
    UNIQUE (kind, value)
) STRICT;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- trial_derived: the same for the marks that follow.
-- params:  none
-- columns: none
-- plan:    none
CREATE TEMP TABLE derived_mark (
    kind     TEXT NOT NULL,
    value    TEXT NOT NULL,
    verdict  TEXT NOT NULL,
    event_id INTEGER NOT NULL,
    reason   TEXT NOT NULL,
    PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- trial_attribution: the same for the attribution.
-- params:  none
-- columns: none
-- plan:    none
CREATE TEMP TABLE attribution (
    event_id INTEGER PRIMARY KEY,
    state    TEXT NOT NULL,
    kind     TEXT NOT NULL,
    value    TEXT NOT NULL
) STRICT;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- 015_checklist: what the analyst has ticked of the checklist, which itself is computed.

CREATE TABLE checklist (
    item      TEXT PRIMARY KEY,               -- the id of an item
    state     TEXT NOT NULL CHECK (state IN ('open', 'done', 'skipped')),
    assignee  TEXT,
    note      TEXT,
    changed_s INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

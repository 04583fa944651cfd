-- SPDX-License-Identifier: GPL-3.0-or-later
-- 004_partial: lossy views of events.

-- event.flags has a further bit: 256, the event is known from a lossy view only (a row of a CSV file or of a query result, a
-- flattened document). When its whole record comes, that takes its place in event, record and the rollups, under the same
-- event_id: the one case in which evidence rows change. What the view said is kept here; so is every view of an event
-- whose record, or first view, was there before.
CREATE TABLE partial (
    event_id     INTEGER NOT NULL REFERENCES event,
    source_id    INTEGER NOT NULL REFERENCES source,
    offset_bytes INTEGER NOT NULL,
    body         BLOB NOT NULL,               -- as in record
    PRIMARY KEY (event_id, source_id, offset_bytes)
) STRICT;

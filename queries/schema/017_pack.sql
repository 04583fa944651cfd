-- SPDX-License-Identifier: GPL-3.0-or-later
-- 017_pack: the records of events that came one after the other, compressed together.

-- Records are small and alike: together they take a fifth less room than each by itself, and less time. `record` holds
-- what is kept by itself: of cases older than this, and what took the place of a lossy view; it goes before what is here.
-- `sighting` holds where an event was found again, and of older cases also where first.
CREATE TABLE pack (
    first_event_id INTEGER PRIMARY KEY REFERENCES event,
    events         INTEGER NOT NULL,          -- so many, their ids without a gap
    places         BLOB NOT NULL,             -- where each is in the text, and in which source it was found and where:
                                              -- event_source(event_id) and event_offset(event_id) read it
    body           BLOB NOT NULL              -- one zstd frame; event_json(event_id) gives a record of it
) STRICT;

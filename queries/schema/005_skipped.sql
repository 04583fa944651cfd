-- SPDX-License-Identifier: GPL-3.0-or-later
-- 005_skipped: evidence that the options of an ingest left out.

-- records = stored + duplicate + rejected + skipped. filter: the options that skipped some, as they were given; a file of
-- which records were skipped is read again when it is given with others.
ALTER TABLE source ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN filter TEXT;

-- Files that were not opened, as their names say that they were delivered outside --file-date-from and --file-date-to. One
-- that is in source by now was read in another run.
CREATE TABLE skipped_file (
    path      TEXT PRIMARY KEY,
    ingest_id INTEGER NOT NULL REFERENCES ingest,
    filter    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_source_members: the files that came out of an archive.
-- params:  :from TEXT its path and "!"; :to TEXT its path and the byte after that
-- columns: path TEXT, reason TEXT, rejected INTEGER
-- plan:    ix_source_path
SELECT path, reason, rejected
  FROM source
 WHERE path >= :from
   AND path < :to
 ORDER BY path;

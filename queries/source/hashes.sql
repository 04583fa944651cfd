-- SPDX-License-Identifier: GPL-3.0-or-later
-- source_hashes: path and hash of every file that was taken in to its end or refused.
-- params:  none
-- columns: path TEXT, sha256 BLOB
-- plan:    scan source
SELECT path, sha256
  FROM source
 WHERE status <> 'reading'
 ORDER BY source_id;

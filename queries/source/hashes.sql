-- SPDX-License-Identifier: GPL-3.0-or-later
-- source_hashes: path and hash of every file that was taken in to its end or refused; an archive answers for what was in it.
-- params:  none
-- columns: path TEXT, sha256 BLOB
-- plan:    scan source
SELECT path, sha256
  FROM source AS s
 WHERE status <> 'reading'
   AND (instr(path, '!') = 0
        OR NOT EXISTS (SELECT 1
                         FROM source AS archive
                        WHERE archive.path = substr(s.path, 1, instr(s.path, '!') - 1)
                          AND (archive.container LIKE 'tar%' OR archive.container LIKE 'zip%')))
 ORDER BY source_id;

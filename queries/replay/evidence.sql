-- SPDX-License-Identifier: GPL-3.0-or-later
-- replay_evidence: the hash of every file that was taken in, in their own order: the same for the same evidence.
-- params:  none
-- columns: sha256 BLOB
-- plan:    scan source
SELECT sha256
  FROM source
 WHERE status <> 'reading' AND sha256 IS NOT NULL
 ORDER BY sha256;

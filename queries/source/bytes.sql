-- SPDX-License-Identifier: GPL-3.0-or-later
-- source_bytes: how many bytes there are to hash anew.
-- params:  none
-- columns: bytes INTEGER
-- plan:    scan source
SELECT coalesce(sum(size_bytes), 0) AS bytes
  FROM source
 WHERE sha256 IS NOT NULL;

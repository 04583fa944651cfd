-- SPDX-License-Identifier: GPL-3.0-or-later
-- digest_count: how many digest files the case holds.
-- params:  none
-- columns: digests INTEGER
-- plan:    scan digest
SELECT count(*) AS digests
  FROM digest;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- source_count: how many files were handed to the case.
-- params:  none
-- columns: sources INTEGER
-- plan:    scan source
SELECT count(*) AS sources
  FROM source;

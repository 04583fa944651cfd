-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_source_count: how many sources the case has.
-- params:  none
-- columns: sources INTEGER
-- plan:    scan source
SELECT count(*) AS sources
  FROM source;

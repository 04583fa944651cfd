-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_source_last: the highest source id.
-- params:  none
-- columns: source_id INTEGER
-- plan:    primary key
SELECT max(source_id) AS source_id
  FROM source;

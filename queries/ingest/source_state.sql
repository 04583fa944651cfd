-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_source_state: how far a source was read by a run that was cut short.
-- params:  :source_id INTEGER
-- columns: records INTEGER, stored INTEGER, duplicate INTEGER, rejected INTEGER, first_s INTEGER, last_s
--          INTEGER, skipped INTEGER, findings INTEGER
-- plan:    primary key
SELECT records, stored, duplicate, rejected, first_s, last_s, skipped, findings
  FROM source
 WHERE source_id = :source_id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_record: the record of an event that is kept by itself.
-- params:  :event_id INTEGER
-- columns: body BLOB
-- plan:    primary key
SELECT body
  FROM record
 WHERE event_id = :event_id;

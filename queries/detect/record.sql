-- SPDX-License-Identifier: GPL-3.0-or-later
-- detect_record: the record of an event.
-- params:  :event_id INTEGER
-- columns: text TEXT
-- plan:    primary key
SELECT record_text(body) AS text
  FROM record
 WHERE event_id = :event_id;

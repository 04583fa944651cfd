-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_records: every record, in the order it was stored.
-- params:  none
-- columns: record TEXT
-- plan:    scan event: every record is read
SELECT event_json(event_id) AS record
  FROM event
 ORDER BY event_id;

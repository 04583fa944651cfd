-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule_last_event: the greatest number of an event; 0 in an empty case.
-- params:  none
-- columns: event_id INTEGER
-- plan:    primary key
SELECT coalesce(max(event_id), 0) AS event_id
  FROM event;

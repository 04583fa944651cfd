-- SPDX-License-Identifier: GPL-3.0-or-later
-- event_by_number: whether there is an event of a number.
-- params:  :event_id INTEGER
-- columns: event_id INTEGER
-- plan:    primary key
SELECT event_id
  FROM event
 WHERE event_id = :event_id

-- SPDX-License-Identifier: GPL-3.0-or-later
-- robot_id_event: the number of the principal of an event, and the event's day.
-- params:  :value INTEGER  its number
-- columns: id INTEGER, day INTEGER
-- plan:    primary key
SELECT principal_id AS id, time_s / 86400 AS day
  FROM event
 WHERE event_id = :value;

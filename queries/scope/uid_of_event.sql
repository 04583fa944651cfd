-- SPDX-License-Identifier: GPL-3.0-or-later
-- scope_uid_of_event: the eventID of an event, as text.
-- params:  :event_id INTEGER
-- columns: uid TEXT, time_s INTEGER, api TEXT
-- plan:    primary key
SELECT uid, time_s, api
  FROM events
 WHERE event_id = :event_id;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- event_same_request: the call that a network activity event is a second view of, by its requestID, within a minute.
-- params:  :event_id INTEGER; :request TEXT
-- columns: uid TEXT, time_s INTEGER, service TEXT, api TEXT
-- plan:    ix_event_api
SELECT e.uid, e.time_s, e.service, e.api
  FROM event AS own
  JOIN event AS other ON other.api_id = own.api_id
                     AND other.time_s BETWEEN own.time_s - 60 AND own.time_s + 60
                     AND other.event_id <> own.event_id
                     AND other.flags & 64 = 0
  JOIN events AS e ON e.event_id = other.event_id
 WHERE own.event_id = :event_id
   AND own.flags & 64
   AND json_extract(event_json(other.event_id), '$.requestID') = :request
 LIMIT 5;

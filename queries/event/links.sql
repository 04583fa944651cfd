-- SPDX-License-Identifier: GPL-3.0-or-later
-- event_links: events that belong to an event. A call that has a second view elsewhere is not in link_key itself, so what it
-- shares is asked for by its own requestID.
-- params:  :event_id INTEGER; :request TEXT its requestID, NULL for none
-- columns: kind TEXT, uid TEXT, time_s INTEGER, service TEXT, api TEXT
-- plan:    primary key, ix_link_key_value
SELECT l.kind, e.uid, e.time_s, e.service, e.api
  FROM (SELECT kind, other_id FROM event_link WHERE event_id = :event_id
         UNION
        SELECT 'request', event_id FROM link_key
         WHERE value = :request AND kind = 1 AND event_id <> :event_id) AS l
  JOIN events AS e ON e.event_id = l.other_id
 ORDER BY e.time_s, e.event_id
 LIMIT 20;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- detect_first_seen_of: entity and value of one event.
-- params:  :event_id INTEGER
-- columns: entity TEXT, fresh TEXT
-- plan:    primary key
-- parts:   entity fresh
SELECT CAST(/*<entity*/ x.principal_id /*>*/ AS TEXT) AS entity,
       CAST(/*<fresh*/ x.address_id /*>*/ AS TEXT) AS fresh
  FROM event AS x
  LEFT JOIN agent AS g ON g.agent_id = x.agent_id
 WHERE x.event_id = :event_id;

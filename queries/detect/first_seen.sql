-- SPDX-License-Identifier: GPL-3.0-or-later
-- detect_first_seen: when each pair of an entity and a value was first and last seen together, each day.
-- params:  none
-- columns: entity TEXT, fresh TEXT, first_s INTEGER, last_s INTEGER
-- plan:    scan activity
-- parts:   entity fresh
SELECT CAST(/*<entity*/ x.principal_id /*>*/ AS TEXT) AS entity,
       CAST(/*<fresh*/ x.address_id /*>*/ AS TEXT) AS fresh, min(x.first_s) AS first_s,
       max(x.last_s) AS last_s
  FROM activity AS x
  LEFT JOIN agent AS g ON g.agent_id = x.agent_id
 GROUP BY 1, 2, x.day
 ORDER BY 1, 2;

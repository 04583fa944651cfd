-- SPDX-License-Identifier: GPL-3.0-or-later
-- detect_first_seen: when an entity and a value were seen together, for each day; several rows may be of one.
-- params:  none
-- columns: entity INTEGER, fresh INTEGER, day INTEGER, first_s INTEGER, last_s INTEGER
-- plan:    scan activity
-- parts:   entity fresh
SELECT /*<entity*/ principal_id /*>*/ AS entity, /*<fresh*/ address_id /*>*/ AS fresh, day, first_s, last_s
  FROM activity
 WHERE /*<entity*/ principal_id /*>*/ <> 0
   AND /*<fresh*/ address_id /*>*/ <> 0;

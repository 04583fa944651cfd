-- SPDX-License-Identifier: GPL-3.0-or-later
-- robot_extent: the days on which there is anything of a thing.
-- params:  :id INTEGER
-- columns: first_day INTEGER, last_day INTEGER, days INTEGER
-- plan:    scan activity where the thing is no principal
-- parts:   activity
SELECT min(a.day) AS first_day, max(a.day) AS last_day, count(DISTINCT a.day) AS days
  FROM activity AS a
 WHERE /*<activity*/ a.principal_id /*>*/ = :id;

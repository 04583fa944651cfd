-- SPDX-License-Identifier: GPL-3.0-or-later
-- robot_history: on how many days before a window a thing did anything.
-- params:  :id INTEGER; :history_day INTEGER  where the history begins; :from_day INTEGER  where the window does
-- columns: days INTEGER
-- plan:    scan activity where the thing is no principal
-- parts:   activity
SELECT count(DISTINCT a.day) AS days
  FROM activity AS a
 WHERE /*<activity*/ a.principal_id /*>*/ = :id
   AND a.day >= :history_day
   AND a.day < :from_day;

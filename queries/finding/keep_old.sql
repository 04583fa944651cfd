-- SPDX-License-Identifier: GPL-3.0-or-later
-- finding_keep_old: before a newer text takes its place, put the text of a finding where it was found.
-- params:  :finding_id INTEGER
-- columns: none
-- plan:    primary key
UPDATE finding_sighting AS s
   SET body = f.body
  FROM finding AS f
 WHERE f.finding_id = :finding_id
   AND s.finding_id = f.finding_id
   AND s.body IS NULL;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_activity_forget: drop the rows of a principal and day from the rollup, to count them anew.
-- params:  :principal_id INTEGER; :day INTEGER
-- columns: none
-- plan:    primary key
DELETE FROM activity
 WHERE principal_id = :principal_id
   AND day = :day;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- timeline_attribution: events of each state of attribution, by bucket of time.
-- params:  :bucket_s INTEGER  length of a bucket; :from_s INTEGER; :to_s INTEGER  the window, its end not in it
-- columns: bucket INTEGER (since the epoch), attributed INTEGER, undecided INTEGER
-- plan:    scan attribution
-- parts:   filter
SELECT x.first_s / :bucket_s AS bucket, sum(a.state = 'attributed') AS attributed,
       sum(a.state = 'undecided') AS undecided
  FROM attribution AS a
 CROSS JOIN event_unit AS x ON x.event_id = a.event_id
 WHERE x.first_s >= :from_s
   AND x.first_s < :to_s
   AND /*<filter*/ TRUE /*>*/
 GROUP BY 1

-- SPDX-License-Identifier: GPL-3.0-or-later
-- timeline_lane_attribution: events of each state of attribution of some lanes, by bucket of time.
-- params:  :bucket_s INTEGER  length of a bucket; :from_s INTEGER; :to_s INTEGER  the window, its end not in it;
--          :ids TEXT  JSON array of the lanes
-- columns: id INTEGER, bucket INTEGER (since the epoch), attributed INTEGER, undecided INTEGER
-- plan:    scan attribution
-- parts:   id filter
SELECT /*<id*/ x.key_id /*>*/ AS id, x.first_s / :bucket_s AS bucket, sum(a.state = 'attributed') AS attributed,
       sum(a.state = 'undecided') AS undecided
  FROM attribution AS a
 CROSS JOIN event_unit AS x ON x.event_id = a.event_id
 WHERE x.first_s >= :from_s
   AND x.first_s < :to_s
   AND /*<filter*/ TRUE /*>*/
   AND /*<id*/ x.key_id /*>*/ IN (SELECT value FROM json_each(:ids))
 GROUP BY 1, 2

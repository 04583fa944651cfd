-- SPDX-License-Identifier: GPL-3.0-or-later
-- timeline_lane_events: events of some lanes by bucket of time.
-- params:  :bucket_s INTEGER  length of a bucket; :from_s INTEGER; :to_s INTEGER  the window, its end not in it;
--          :ids TEXT  JSON array of the lanes
-- columns: id INTEGER, bucket INTEGER (since the epoch), events INTEGER
-- plan:    scan activity
-- parts:   id source from to filter
SELECT /*<id*/ x.key_id /*>*/ AS id, x.first_s / :bucket_s AS bucket, sum(x.events) AS events
  FROM /*<source*/ activity /*>*/ AS x
 WHERE /*<from*/ x.first_s /*>*/ >= :from_s
   AND /*<to*/ x.first_s /*>*/ < :to_s
   AND /*<filter*/ TRUE /*>*/
   AND +/*<id*/ x.key_id /*>*/ IN (SELECT value FROM json_each(:ids))
 GROUP BY 1, 2

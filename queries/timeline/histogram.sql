-- SPDX-License-Identifier: GPL-3.0-or-later
-- timeline_histogram: events by bucket of time, those that failed apart.
-- params:  :bucket_s INTEGER  length of a bucket; :from_s INTEGER; :to_s INTEGER  the window, its end not in it
-- columns: bucket INTEGER (since the epoch), events INTEGER, failed INTEGER
-- plan:    scan activity
-- parts:   source from to filter
SELECT x.first_s / :bucket_s AS bucket, sum(x.events) AS events, sum(x.events * (x.outcome <> 0)) AS failed
  FROM /*<source*/ activity /*>*/ AS x
 WHERE /*<from*/ x.first_s /*>*/ >= :from_s
   AND /*<to*/ x.first_s /*>*/ < :to_s
   AND /*<filter*/ TRUE /*>*/
 GROUP BY 1

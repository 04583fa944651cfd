-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_spark: events of each value of a column, by bucket of time.
-- params:  :from_s INTEGER; :bucket_s INTEGER  length of a bucket
-- columns: id INTEGER, bucket INTEGER, events INTEGER
-- plan:    scan activity
-- parts:   id source filter
SELECT /*<id*/ x.key_id /*>*/ AS id, (x.first_s - :from_s) / :bucket_s AS bucket, sum(x.events) AS events
  FROM /*<source*/ activity /*>*/ AS x
 WHERE /*<filter*/ TRUE /*>*/
 GROUP BY 1, 2

-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_spark_resources: events of each resource, by bucket of time.
-- params:  :from_s INTEGER; :bucket_s INTEGER  length of a bucket
-- columns: id INTEGER, bucket INTEGER, events INTEGER
-- plan:    scan event_resource: no rollup holds resources
-- parts:   source filter
SELECT r.resource_id AS id, (x.first_s - :from_s) / :bucket_s AS bucket, sum(x.events) AS events
  FROM event_resource AS r
  JOIN /*<source*/ event_unit /*>*/ AS x USING (event_id)
 WHERE /*<filter*/ TRUE /*>*/
 GROUP BY 1, 2

-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_spark_services: events of each service, by bucket of time.
-- params:  :from_s INTEGER; :bucket_s INTEGER  length of a bucket
-- columns: id INTEGER, bucket INTEGER, events INTEGER
-- plan:    scan activity
-- parts:   source filter
SELECT s.id AS id, (x.first_s - :from_s) / :bucket_s AS bucket, sum(x.events) AS events
  FROM /*<source*/ activity /*>*/ AS x
  JOIN api USING (api_id)
  JOIN (SELECT service, min(api_id) AS id FROM api GROUP BY service) AS s USING (service)
 WHERE /*<filter*/ TRUE /*>*/
 GROUP BY 1, 2

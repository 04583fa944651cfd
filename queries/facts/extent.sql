-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_extent: when the evidence begins and ends, and whether it holds calls on S3 objects, functions or tables.
-- params:  none
-- columns: first_s INTEGER, last_s INTEGER, data_events INTEGER
-- plan:    ix_event_time, and scan api
SELECT (SELECT min(time_s) FROM event) AS first_s,
       (SELECT max(time_s) FROM event) AS last_s,
       EXISTS (SELECT 1
                 FROM api
                WHERE (source = 's3.amazonaws.com'
                       AND base_name IN ('GetObject', 'PutObject', 'DeleteObject', 'HeadObject', 'ListObjects',
                                         'CopyObject', 'DeleteObjects', 'ListObjectsV2'))
                   OR (source = 'lambda.amazonaws.com' AND base_name = 'Invoke')
                   OR (source = 'dynamodb.amazonaws.com'
                       AND base_name IN ('GetItem', 'PutItem', 'Query', 'Scan', 'BatchGetItem'))) AS data_events;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_principal_rename: give a principal the latest of its names.
-- params:  :principal_id INTEGER
-- columns: none
-- plan:    primary key
UPDATE principal
   SET name = (SELECT n.name
                 FROM principal_name AS n
                WHERE n.principal_id = :principal_id
                ORDER BY n.last_s DESC, n.arn DESC, n.name DESC
                LIMIT 1),
       arn = (SELECT nullif(n.arn, '')
                FROM principal_name AS n
               WHERE n.principal_id = :principal_id
               ORDER BY n.last_s DESC, n.arn DESC, n.name DESC
               LIMIT 1)
 WHERE principal_id = :principal_id;

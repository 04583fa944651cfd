-- SPDX-License-Identifier: GPL-3.0-or-later
-- report_refused: files that were refused, and why, with what was given to ingest that led to each.
-- params:  :limit INTEGER
-- columns: path TEXT, reason TEXT, given TEXT (its beginning: the longest argument that it begins with)
-- plan:    scan source
SELECT source.path, coalesce(source.reason, 'no reason kept') AS reason,
       (SELECT rtrim(argument.value, '/')
          FROM ingest, json_each(ingest.arguments) AS argument
         WHERE ingest.ingest_id = source.ingest_id
           AND rtrim(argument.value, '/') <> ''
           AND substr(source.path, 1, length(rtrim(argument.value, '/'))) = rtrim(argument.value, '/')
         ORDER BY length(argument.value) DESC
         LIMIT 1) AS given
  FROM source
 WHERE source.status = 'refused'
 ORDER BY source.path, source.source_id
 LIMIT :limit;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_names: names that the case has by themselves, and of what.
-- params:  none
-- columns: kind TEXT, value TEXT
-- plan:    scan principal
SELECT iif(instr(key, ':'), substr(key, 1, instr(key, ':') - 1), 'name') AS kind, name AS value
  FROM principal
 UNION
SELECT iif(instr(p.key, ':'), substr(p.key, 1, instr(p.key, ':') - 1), 'name'), n.name
  FROM principal_name AS n
  JOIN principal AS p USING (principal_id)
 UNION
SELECT 'session', name
  FROM session
 WHERE name IS NOT NULL
 UNION
SELECT 'identity', source_identity
  FROM session
 WHERE source_identity IS NOT NULL
 UNION
SELECT CASE type WHEN 'AWS::S3::Bucket' THEN 'bucket' WHEN 'AWS::Lambda::Function' THEN 'function' ELSE 'name' END, value
  FROM resource
 UNION
SELECT 'user', target
  FROM issuance
 WHERE target IS NOT NULL
 UNION
SELECT 'session', session_name
  FROM issuance
 WHERE session_name IS NOT NULL
 ORDER BY 1 DESC, 2;

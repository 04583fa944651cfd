-- SPDX-License-Identifier: GPL-3.0-or-later
-- journal_marks_differ: marks that are otherwise than the journal's last word on them.
-- params:  none
-- columns: kind TEXT, value TEXT
-- plan:    scan journal, mark
WITH change AS (
    SELECT c.value ->> '$.kind' AS kind, c.value ->> '$.value' AS value, c.value -> '$.after' AS after,
           row_number() OVER (PARTITION BY c.value ->> '$.kind', c.value ->> '$.value'
                              ORDER BY j.seq DESC, c.key DESC) AS from_last
      FROM journal AS j
      JOIN json_each(CASE WHEN json_valid(j.detail) THEN j.detail ELSE '{}' END, '$.changes') AS c),
said AS (
    SELECT kind, value, after ->> '$.verdict' AS verdict, after ->> '$.since' AS since, after ->> '$.until' AS until,
           after ->> '$.reason' AS reason, after ->> '$.created' AS created
      FROM change
     WHERE from_last = 1
       AND after <> 'null'),
held AS (
    SELECT kind, valid_text(value) AS value, verdict, strftime('%Y-%m-%dT%H:%M:%SZ', since_s, 'unixepoch') AS since,
           strftime('%Y-%m-%dT%H:%M:%SZ', until_s, 'unixepoch') AS until,
           valid_text(reason) AS reason, strftime('%Y-%m-%dT%H:%M:%SZ', created_s, 'unixepoch') AS created
      FROM mark)
SELECT kind, value
  FROM (SELECT kind, value, verdict, since, until, reason, created FROM said
        EXCEPT
        SELECT kind, value, verdict, since, until, reason, created FROM held)
 UNION
SELECT kind, value
  FROM (SELECT kind, value, verdict, since, until, reason, created FROM held
        EXCEPT
        SELECT kind, value, verdict, since, until, reason, created FROM said)
 ORDER BY kind, value;

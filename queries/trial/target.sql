-- SPDX-License-Identifier: GPL-3.0-or-later
-- trial_target: what the marks to try are on; as the view of the case (queries/schema/012_verdicts.sql), which does not see
--          tables of a connection's own.
-- params:  none
-- columns: none
-- plan:    none
CREATE TEMP VIEW mark_target AS
WITH verdicts AS (
    SELECT kind, value, verdict, coalesce(since_s, -9223372036854775807) AS since_s,
           coalesce(until_s, 9223372036854775807) AS until_s, 0 AS derived
      FROM mark
     UNION ALL
    SELECT d.kind, d.value, d.verdict, e.time_s, 9223372036854775807, 1
      FROM derived_mark AS d
      JOIN event AS e USING (event_id)
     WHERE NOT EXISTS (SELECT 1
                         FROM mark
                        WHERE mark.kind = d.kind
                          AND mark.value = d.value
                          AND (mark.verdict <> 'compromised' OR d.verdict = 'compromised'))
)
SELECT v.kind, d.address_id AS id, v.value, v.verdict, v.since_s, v.until_s, v.derived
  FROM verdicts AS v CROSS JOIN address AS d ON d.value = v.value WHERE v.kind = 'address'
 UNION ALL
SELECT v.kind, d.key_id, v.value, v.verdict, v.since_s, v.until_s, v.derived
  FROM verdicts AS v CROSS JOIN key AS d ON d.value = v.value WHERE v.kind = 'key'
 UNION ALL
SELECT v.kind, d.principal_id, v.value, v.verdict, v.since_s, v.until_s, v.derived
  FROM verdicts AS v CROSS JOIN principal AS d ON d.key = v.value WHERE v.kind = 'principal'
 UNION ALL
SELECT v.kind, d.session_id, v.value, v.verdict, v.since_s, v.until_s, v.derived
  FROM verdicts AS v CROSS JOIN session AS d ON d.key = v.value WHERE v.kind = 'session'
 UNION ALL
SELECT v.kind, d.agent_id, v.value, v.verdict, v.since_s, v.until_s, v.derived
  FROM verdicts AS v CROSS JOIN agent AS d ON d.value = v.value WHERE v.kind = 'agent';

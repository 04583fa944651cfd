-- SPDX-License-Identifier: GPL-3.0-or-later
-- What reckon.py prints, from a case.
SELECT line
  FROM (SELECT 'principal ' || p.key || ' ' || sum(events) AS line FROM activity JOIN principal AS p USING (principal_id) GROUP BY p.key
        UNION ALL
        SELECT 'address ' || a.value || ' ' || sum(events) FROM activity JOIN address AS a USING (address_id) GROUP BY a.value
        UNION ALL
        SELECT 'api ' || a.source || ' ' || a.name || ' ' || sum(events) FROM activity JOIN api AS a USING (api_id) GROUP BY a.source, a.name
        UNION ALL
        SELECT 'region ' || r.value || ' ' || sum(events) FROM activity JOIN region AS r USING (region_id) GROUP BY r.value
        UNION ALL
        SELECT 'outcome ' || CASE outcome WHEN 0 THEN 'success' WHEN 1 THEN 'denied' ELSE 'error' END || ' ' || sum(events) FROM activity GROUP BY outcome
        UNION ALL
        SELECT 'key ' || k.value || ' ' || sum(events) FROM activity JOIN key AS k USING (key_id) GROUP BY k.value
        UNION ALL
        SELECT 'agent ' || a.value || ' ' || sum(events) FROM activity JOIN agent AS a USING (agent_id) GROUP BY a.value)
 ORDER BY line;

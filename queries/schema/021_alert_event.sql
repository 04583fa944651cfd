-- SPDX-License-Identifier: GPL-3.0-or-later
-- 021_alert_event: the events of findings and alerts, found from them: the few are walked, not the many.

DROP VIEW told_event;
DROP VIEW alert_event;
DROP VIEW finding_event;

-- The events a finding may be about: its key, or without one its address, and its call, in its time if it has one.
CREATE VIEW finding_event AS
SELECT f.finding_id, e.event_id
  FROM finding AS f
 CROSS JOIN key AS k ON k.value = f.key
 CROSS JOIN event AS e ON e.key_id = k.key_id AND e.key_id <> 0
       AND e.time_s BETWEEN coalesce(f.first_s, -9223372036854775807) AND coalesce(f.last_s, 9223372036854775807)
 CROSS JOIN api AS a ON a.api_id = e.api_id
  LEFT JOIN address AS d ON d.address_id = e.address_id
 WHERE (f.api_name IS NULL OR (a.name = f.api_name AND (f.api_source IS NULL OR a.source = f.api_source)))
   AND (f.address IS NULL OR d.value = f.address)
 UNION ALL
SELECT f.finding_id, e.event_id
  FROM finding AS f
 CROSS JOIN address AS d ON d.value = f.address
 CROSS JOIN event AS e ON e.address_id = d.address_id
       AND e.time_s BETWEEN coalesce(f.first_s, -9223372036854775807) AND coalesce(f.last_s, 9223372036854775807)
 CROSS JOIN api AS a ON a.api_id = e.api_id
 WHERE f.key IS NULL
   AND (f.api_name IS NULL OR (a.name = f.api_name AND (f.api_source IS NULL OR a.source = f.api_source)));

-- The events of an alert: the one it names, or all of its key, its address, its principal.
CREATE VIEW alert_event AS
SELECT a.alert_id, e.event_id
  FROM alert AS a
 CROSS JOIN event AS e ON e.uid = a.uid
 UNION ALL
SELECT a.alert_id, e.event_id
  FROM alert AS a
 CROSS JOIN key AS k ON k.value = a.key
 CROSS JOIN event AS e ON e.key_id = k.key_id AND e.key_id <> 0
 WHERE a.uid IS NULL
   AND (a.address IS NULL OR e.address_id = (SELECT d.address_id FROM address AS d WHERE d.value = a.address))
 UNION ALL
SELECT a.alert_id, e.event_id
  FROM alert AS a
 CROSS JOIN address AS d ON d.value = a.address
 CROSS JOIN event AS e ON e.address_id = d.address_id
 WHERE a.uid IS NULL
   AND a.key IS NULL
 UNION ALL
SELECT a.alert_id, e.event_id
  FROM alert AS a
 CROSS JOIN principal AS p ON p.key = a.principal
 CROSS JOIN event AS e ON e.principal_id = p.principal_id
 WHERE a.uid IS NULL
   AND a.key IS NULL
   AND a.address IS NULL;

CREATE VIEW told_event AS
SELECT 1 AS kind, finding_id AS number, event_id FROM finding_event
 UNION ALL
SELECT 2, alert_id, event_id FROM alert_event;

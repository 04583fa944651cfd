-- SPDX-License-Identifier: GPL-3.0-or-later
-- 018_finding_event: a finding without times is about all events of its key or address, as a notice of a leaked key is.

DROP VIEW finding_event;
CREATE VIEW finding_event AS
SELECT f.finding_id, e.event_id
  FROM finding AS f
  JOIN key AS k ON k.value = f.key
  JOIN event AS e ON e.key_id = k.key_id AND e.key_id <> 0
       AND e.time_s BETWEEN coalesce(f.first_s, -9223372036854775807) AND coalesce(f.last_s, 9223372036854775807)
  JOIN api AS a ON a.api_id = e.api_id
  LEFT JOIN address AS d ON d.address_id = e.address_id
 WHERE (f.api_name IS NULL OR (a.name = f.api_name AND (f.api_source IS NULL OR a.source = f.api_source)))
   AND (f.address IS NULL OR d.value = f.address)
 UNION ALL
SELECT f.finding_id, e.event_id
  FROM finding AS f
  JOIN address AS d ON d.value = f.address
  JOIN event AS e ON e.address_id = d.address_id
       AND e.time_s BETWEEN coalesce(f.first_s, -9223372036854775807) AND coalesce(f.last_s, 9223372036854775807)
  JOIN api AS a ON a.api_id = e.api_id
 WHERE f.key IS NULL
   AND (f.api_name IS NULL OR (a.name = f.api_name AND (f.api_source IS NULL OR a.source = f.api_source)));

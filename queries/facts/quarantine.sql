-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_quarantine: calls that attached the policy AWS puts on exposed keys.
-- params:  none
-- columns: event_id INTEGER, time_s INTEGER, principal TEXT
-- plan:    scan resource, then primary keys
SELECT e.event_id, e.time_s, e.principal
  FROM resource AS r
 CROSS JOIN event_resource AS er ON er.resource_id = r.resource_id
 CROSS JOIN events AS e ON e.event_id = er.event_id
 WHERE r.value LIKE 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantine%'
   AND e.api IN ('AttachUserPolicy', 'DetachUserPolicy')
 ORDER BY e.time_s
 LIMIT 100;

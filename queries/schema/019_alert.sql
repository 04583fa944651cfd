-- SPDX-License-Identifier: GPL-3.0-or-later
-- 019_alert: leads from outside, and all leads that are told rather than found by a rule.

-- What the analyst was told of: an event, a key, an address, a principal, as far as it was named. Journalled.
CREATE TABLE alert (
    alert_id  INTEGER PRIMARY KEY,
    title     TEXT NOT NULL,
    level     INTEGER NOT NULL,               -- as rule.level
    uid       ANY,                            -- as event.uid
    key       TEXT,                           -- as key.value
    address   TEXT,                           -- as address.value
    principal TEXT,                           -- as principal.key
    body      TEXT,                           -- JSON, when it came as that
    created_s INTEGER NOT NULL
) STRICT;

-- The events of an alert: the one it names, or all of its key, its address, its principal.
CREATE VIEW alert_event AS
SELECT a.alert_id, e.event_id
  FROM alert AS a
  JOIN event AS e ON e.uid = a.uid
 UNION ALL
SELECT a.alert_id, e.event_id
  FROM alert AS a
  JOIN key AS k ON k.value = a.key
  JOIN event AS e ON e.key_id = k.key_id AND e.key_id <> 0
 WHERE a.uid IS NULL
   AND (a.address IS NULL OR e.address_id = (SELECT d.address_id FROM address AS d WHERE d.value = a.address))
 UNION ALL
SELECT a.alert_id, e.event_id
  FROM alert AS a
  JOIN address AS d ON d.value = a.address
  JOIN event AS e ON e.address_id = d.address_id
 WHERE a.uid IS NULL
   AND a.key IS NULL
 UNION ALL
SELECT a.alert_id, e.event_id
  FROM alert AS a
  JOIN principal AS p ON p.key = a.principal
  JOIN event AS e ON e.principal_id = p.principal_id
 WHERE a.uid IS NULL
   AND a.key IS NULL
   AND a.address IS NULL;

-- Findings and alerts, as leads. Their id is what dismissal.rule and the filter term rule: take.
CREATE VIEW told AS
SELECT 'finding:' || f.product || ':' || f.uid AS id, 1 AS kind, f.finding_id AS number, f.product AS teller,
       coalesce(f.title, f.type, f.uid) AS title, f.type, f.description,
       CASE WHEN f.severity >= 9 THEN 4 WHEN f.severity >= 7 THEN 3 WHEN f.severity >= 4 THEN 2
            WHEN f.severity >= 1 THEN 1 WHEN f.severity IS NULL THEN 2 ELSE 0 END AS level,
       f.key, f.address, f.principal, f.resource, coalesce(f.count, 1) AS times,
       coalesce(f.first_s, f.created_s) AS first_s, coalesce(f.last_s, f.updated_s, f.created_s) AS last_s,
       CASE WHEN f.sample THEN 'a sample' WHEN f.archived THEN 'archived there' END AS aside, f.body
  FROM finding AS f
 UNION ALL
SELECT 'alert:' || a.alert_id, 2, a.alert_id, 'alert', a.title, NULL, NULL, a.level, a.key, a.address, a.principal, NULL, 1,
       a.created_s, a.created_s, NULL, a.body
  FROM alert AS a;

CREATE VIEW told_event AS
SELECT 1 AS kind, finding_id AS number, event_id FROM finding_event
 UNION ALL
SELECT 2, alert_id, event_id FROM alert_event;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- lead_told: findings of detectors and alerts, as leads, with how many events of the case each is about.
-- params:  none
-- columns: id TEXT, title TEXT, level INTEGER, teller TEXT, times INTEGER, first_s INTEGER, last_s INTEGER, aside TEXT,
--          dismissed TEXT, body TEXT, key TEXT, address TEXT, principal TEXT, resource TEXT, type TEXT, description TEXT,
--          events INTEGER, first_event INTEGER, principals INTEGER, principal_days INTEGER, attributed INTEGER
-- plan:    scan finding, scan alert; events by their indexes
SELECT t.id, t.title, t.level, t.teller, t.times, coalesce(n.first_s, t.first_s) AS first_s,
       coalesce(n.last_s, t.last_s) AS last_s, t.aside, d.reason AS dismissed, t.body, t.key, t.address,
       t.principal, t.resource, t.type, t.description, n.events, n.first_event, n.principals, n.principal_days, n.attributed
  FROM told AS t
  LEFT JOIN dismissal AS d ON d.rule = t.id
  LEFT JOIN (SELECT te.kind, te.number, count(*) AS events, min(te.event_id) AS first_event,
                    min(e.time_s) AS first_s, max(e.time_s) AS last_s,
                    count(DISTINCT e.principal_id) AS principals,
                    count(DISTINCT e.principal_id * 100000 + e.time_s / 86400) AS principal_days,
                    count(*) FILTER (WHERE a.state = 'attributed') AS attributed
               FROM told_event AS te
               JOIN event AS e USING (event_id)
               LEFT JOIN attribution AS a USING (event_id)
              GROUP BY te.kind, te.number) AS n ON n.kind = t.kind AND n.number = t.number;

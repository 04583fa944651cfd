-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule_count: count the hits of a rule anew.
-- params:  :rule_id INTEGER
-- columns: none
-- plan:    primary key
UPDATE rule
   SET events = n.events,
       windows = n.windows,
       principals = n.principals,
       principal_days = n.principal_days,
       first_s = n.first_s,
       last_s = n.last_s
  FROM (SELECT count(DISTINCT h.event_id) AS events,
               CASE max(h.window) WHEN 0 THEN count(*) ELSE count(DISTINCT h.window) END AS windows,
               count(DISTINCT e.principal_id) AS principals,
               count(DISTINCT e.principal_id * 100000 + e.time_s / 86400) AS principal_days,
               min(e.time_s) AS first_s,
               max(e.time_s) AS last_s
          FROM hit AS h
          JOIN event AS e USING (event_id)
         WHERE h.rule_id = :rule_id) AS n
 WHERE rule_id = :rule_id;

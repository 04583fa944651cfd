-- SPDX-License-Identifier: GPL-3.0-or-later
-- proposal_session_of_edge: sessions and keys that an attributed call gave rise to as far as time and names tell, which is
--          never more than plausible.
-- params:  none
-- columns: value TEXT, since_s INTEGER, until_s INTEGER, event_id INTEGER (the first that shows it), shown INTEGER (how
--          many do), strong INTEGER, others INTEGER (principals out of scope that use it), days INTEGER (of use before),
--          at_home INTEGER (of them those that work there as they did elsewhere before)
-- plan:    session edges by primary key, then ix_issuance_together
SELECT g.child AS value, g.time_s AS since_s, NULL AS until_s, g.event_id, 1 AS shown, 0 AS strong, 0 AS others,
       0 AS days, 0 AS at_home
  FROM edge AS g
 CROSS JOIN issuance AS i ON i.event_id = g.event_id
 WHERE g.strength = 'plausible'
   AND g.child_kind = 'session'
   AND EXISTS (SELECT 1
                 FROM issuance AS o
                 JOIN attribution AS a ON a.event_id = o.event_id
                WHERE o.together = i.together
                  AND a.state = 'attributed')
   AND EXISTS (SELECT 1 FROM session AS s WHERE s.key = g.child)
 ORDER BY g.child;

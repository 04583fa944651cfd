-- SPDX-License-Identifier: GPL-3.0-or-later
-- residue_attributed: the attributed and undecided calls of some apis that were made and answered. Of one call that was
--          delivered to two accounts, the copy of the caller's own counts only where the other has no state.
-- params:  :apis TEXT  JSON array of api_id
-- columns: event_id INTEGER, time_s INTEGER, uid TEXT (in hex), api_id INTEGER,
--          attributed INTEGER
-- plan:    scan attribution, then primary key
SELECT e.event_id, e.time_s, hex(e.uid) AS uid, e.api_id, a.state = 'attributed' AS attributed
  FROM attribution AS a
 CROSS JOIN event AS e ON e.event_id = a.event_id
 WHERE e.outcome = 0
   AND e.flags & 4 = 0
   AND e.api_id IN (SELECT value FROM json_each(:apis))
   AND NOT EXISTS (SELECT 1
                     FROM link_key AS k
                     JOIN link_key AS o ON o.value = k.value AND o.kind = k.kind AND o.event_id <> k.event_id
                     JOIN attribution AS also ON also.event_id = o.event_id AND also.state = a.state
                     JOIN event AS twin ON twin.event_id = o.event_id AND twin.account_id <> e.account_id
                     JOIN principal ON principal.principal_id = e.principal_id
                     JOIN account ON account.account_id = e.account_id AND account.value = principal.account
                    WHERE k.event_id = e.event_id
                      AND k.kind = 0);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- scope_derive_passwords: users whose password an attributed call set are compromised from then on: they may be the victim's and
--          go on working with keys of their own. The earliest event counts; a user the attacker made stays so.
-- params:  none
-- columns: none
-- plan:    scan issuance, then attribution by key, and scan principal
INSERT INTO derived_mark (kind, value, verdict, event_id, reason)
SELECT 'principal', p.key, 'compromised', i.event_id, 'changed by the attacker''s ' || c.base_name
  FROM issuance AS i
 CROSS JOIN attribution AS a ON a.event_id = i.event_id
 CROSS JOIN event AS e ON e.event_id = i.event_id
 CROSS JOIN api AS c ON c.api_id = e.api_id
 CROSS JOIN principal AS p ON p.name = i.target AND p.account = i.account
 WHERE i.what = 'login'
   AND a.state = 'attributed'
   AND p.type IN ('IAMUser', 'Root')
    ON CONFLICT (kind, value) DO UPDATE
   SET event_id = excluded.event_id,
       reason = excluded.reason
 WHERE derived_mark.verdict = 'compromised'
   AND (SELECT n.time_s < o.time_s OR (n.time_s = o.time_s AND n.event_id < o.event_id)
          FROM event AS n, event AS o
         WHERE n.event_id = excluded.event_id
           AND o.event_id = derived_mark.event_id);

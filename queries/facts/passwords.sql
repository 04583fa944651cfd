-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_passwords: calls that set the password of a user before a moment, the latest first; not those of the attacker.
-- params:  :principal TEXT  key; :from_s INTEGER; :until_s INTEGER
-- columns: event_id INTEGER, time_s INTEGER, api TEXT, principal TEXT, address TEXT
-- plan:    unique index of principal, then ix_issuance_target
SELECT e.event_id, e.time_s, e.api, e.principal, e.address
  FROM principal AS p
 CROSS JOIN issuance AS i ON i.target = p.name AND i.account = p.account
 CROSS JOIN events AS e ON e.event_id = i.event_id
 WHERE p.key = :principal
   AND i.what = 'login'
   AND i.time_s BETWEEN :from_s AND :until_s
   AND e.attribution IS NULL
 ORDER BY e.time_s DESC, e.event_id DESC
 LIMIT 20;

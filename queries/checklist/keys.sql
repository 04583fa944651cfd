-- SPDX-License-Identifier: GPL-3.0-or-later
-- checklist_keys: the long-lived access keys of the case, when they were made and used, by account, longest idle first.
-- params:  none
-- columns: key TEXT, principal TEXT, account TEXT, first_s INTEGER, last_s INTEGER (NULL: nobody but the attacker used it),
--          made_s INTEGER (NULL: not in these logs)
-- plan:    ix_event_key
SELECT key.value AS key,
       (SELECT principal.name FROM event JOIN principal ON principal.principal_id = event.principal_id
         WHERE event.key_id <> 0 AND event.key_id = key.key_id LIMIT 1) AS principal,
       (SELECT principal.account FROM event JOIN principal ON principal.principal_id = event.principal_id
         WHERE event.key_id <> 0 AND event.key_id = key.key_id LIMIT 1) AS account,
       (SELECT min(event.time_s) FROM event WHERE event.key_id <> 0 AND event.key_id = key.key_id) AS first_s,
       (SELECT max(event.time_s) FROM event
         WHERE event.key_id <> 0
           AND event.key_id = key.key_id
           AND NOT EXISTS (SELECT 1 FROM attribution AS a WHERE a.event_id = event.event_id)) AS last_s,
       (SELECT edge.time_s FROM edge WHERE edge.child_kind = 'key' AND edge.child = key.value) AS made_s
  FROM key
 WHERE key.kind = 'long-lived'
 ORDER BY account, last_s, key;

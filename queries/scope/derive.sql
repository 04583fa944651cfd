-- SPDX-License-Identifier: GPL-3.0-or-later
-- scope_derive: a mark that follows from an attributed event. Attacker comes before compromised, then the earliest event.
-- params:  :kind TEXT; :value TEXT; :verdict TEXT; :event_id INTEGER; :reason TEXT
-- columns: none
INSERT INTO derived_mark (kind, value, verdict, event_id, reason)
VALUES (:kind, :value, :verdict, :event_id, :reason)
    ON CONFLICT (kind, value) DO UPDATE
   SET verdict = excluded.verdict,
       event_id = excluded.event_id,
       reason = excluded.reason
 WHERE (derived_mark.verdict = 'compromised' AND excluded.verdict = 'attacker')
    OR (derived_mark.verdict = excluded.verdict
        AND (SELECT n.time_s < o.time_s OR (n.time_s = o.time_s AND n.event_id < o.event_id)
               FROM event AS n, event AS o
              WHERE n.event_id = excluded.event_id
                AND o.event_id = derived_mark.event_id));

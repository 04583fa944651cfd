-- SPDX-License-Identifier: GPL-3.0-or-later
-- 006_link: events that belong together and stay apart.

-- What an event can be linked by. Events with the same kind and value belong together:
--   shared   sharedEventID: one action, delivered to several accounts
--   request  requestID, of network activity and of health.amazonaws.com only: a second view of a call
--   amends   an addendum; the value is the eventID it amends, as in event.uid
CREATE TABLE link_key (
    kind     TEXT NOT NULL CHECK (kind IN ('shared', 'request', 'amends')),
    value    ANY NOT NULL,
    event_id INTEGER NOT NULL REFERENCES event,
    PRIMARY KEY (kind, value, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_link_key_event ON link_key (event_id);

-- Every pair, in both directions.
CREATE VIEW event_link AS
SELECT a.event_id, b.event_id AS other_id, a.kind
  FROM link_key AS a
  JOIN link_key AS b ON b.kind = a.kind AND b.value = a.value AND b.event_id <> a.event_id
 WHERE a.kind <> 'amends'
 UNION ALL
SELECT k.event_id, e.event_id, 'amends'
  FROM link_key AS k
  JOIN event AS e ON e.uid = k.value
 WHERE k.kind = 'amends'
 UNION ALL
SELECT e.event_id, k.event_id, 'amended by'
  FROM event AS e
  JOIN link_key AS k ON k.kind = 'amends' AND k.value = e.uid;

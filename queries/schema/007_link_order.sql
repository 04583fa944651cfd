-- SPDX-License-Identifier: GPL-3.0-or-later
-- 007_link_order: link_key in the order in which events come.
--
-- Rows are now appended, and the index by value is made when a first ingest is done: kept in the order of their values,
-- which are random, they were a third of what storing an event cost. An event has at most one of each kind:
--   0 shared   sharedEventID: one action, delivered to several accounts
--   1 request  requestID, of network activity and of health.amazonaws.com only: a second view of a call
--   2 amends   an addendum; the value is the eventID it amends
-- A value that is a lower-case UUID is 16 bytes, as event.uid is, except requestIDs, which stay text.
DROP VIEW event_link;
DROP TABLE link_key;
CREATE TABLE link_key (
    event_id INTEGER NOT NULL REFERENCES event,
    kind     INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
    value    ANY NOT NULL,
    PRIMARY KEY (event_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_link_key_value ON link_key (value, kind);

-- Every pair, in both directions.
CREATE VIEW event_link AS
SELECT a.event_id, b.event_id AS other_id, CASE a.kind WHEN 0 THEN 'shared' ELSE 'request' END AS kind
  FROM link_key AS a
  JOIN link_key AS b ON b.value = a.value AND b.kind = a.kind AND b.event_id <> a.event_id
 WHERE a.kind <> 2
 UNION ALL
SELECT k.event_id, e.event_id, 'amends'
  FROM link_key AS k
  JOIN event AS e ON e.uid = k.value
 WHERE k.kind = 2
 UNION ALL
SELECT e.event_id, k.event_id, 'amended by'
  FROM event AS e
  JOIN link_key AS k ON k.value = e.uid AND k.kind = 2;

-- What was stored before is read from the records again by the next ingest, up to this event.
INSERT INTO meta (name, value)
SELECT 'link_missing_to', max(event_id)
  FROM event
HAVING max(event_id) IS NOT NULL;

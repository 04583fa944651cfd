-- SPDX-License-Identifier: GPL-3.0-or-later
-- source_records: events, how many of their records can be read back, and how many are kept.
-- params:  none
-- columns: events INTEGER, read INTEGER, kept INTEGER
-- plan:    scan event in the order of the packs, as every record is unpacked; scan record, which holds few
SELECT count(*) AS events, count(event_json(event_id)) AS read,
       (SELECT coalesce(sum(events), 0) FROM pack)
       + (SELECT count(*)
            FROM record AS r
           WHERE NOT EXISTS (SELECT 1
                               FROM pack AS p
                              WHERE p.first_event_id = (SELECT max(first_event_id)
                                                          FROM pack
                                                         WHERE first_event_id <= r.event_id)
                                AND r.event_id < p.first_event_id + p.events)) AS kept
  FROM event NOT INDEXED;

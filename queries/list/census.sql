-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_census: what a filter leaves, each row with the id it is counted by and the ids that are counted with it.
-- params:  none
-- columns: id INTEGER, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER, principal_id INTEGER,
--          a INTEGER, b INTEGER, c INTEGER, d INTEGER
-- plan:    scan activity
-- parts:   id a b c d source filter
SELECT /*<id*/ x.key_id /*>*/ AS id, x.events, x.events * (x.outcome = 1) AS denied, x.first_s, x.last_s,
       x.principal_id, /*<a*/ 0 /*>*/ AS a, /*<b*/ 0 /*>*/ AS b, /*<c*/ 0 /*>*/ AS c, /*<d*/ 0 /*>*/ AS d
  FROM /*<source*/ activity /*>*/ AS x
 WHERE /*<filter*/ TRUE /*>*/

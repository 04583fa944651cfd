-- SPDX-License-Identifier: GPL-3.0-or-later
-- frequency_plain: how many events under a filter have each value of what needs no dictionary.
-- params:  :limit INTEGER  rows at most, -1 for all
-- columns: value TEXT, label TEXT, events INTEGER, first_s INTEGER, last_s INTEGER, matching INTEGER, counted INTEGER
-- plan:    scan activity
-- parts:   value source filter
SELECT /*<value*/ date(x.first_s, 'unixepoch') /*>*/ AS value, NULL AS label, sum(x.events) AS events,
       min(x.first_s) AS first_s, max(x.last_s) AS last_s, count(*) OVER () AS matching,
       sum(sum(x.events)) OVER () AS counted
  FROM /*<source*/ activity /*>*/ AS x
 WHERE /*<filter*/ TRUE /*>*/
 GROUP BY 1
 ORDER BY events DESC, value
 LIMIT :limit

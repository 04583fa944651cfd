-- SPDX-License-Identifier: GPL-3.0-or-later
-- frequency_dictionary: how many events under a filter have each value of a dictionary.
-- params:  :limit INTEGER  rows at most, -1 for all
-- columns: value TEXT, label TEXT, events INTEGER, first_s INTEGER, last_s INTEGER, matching INTEGER, counted INTEGER
-- plan:    scan activity
-- parts:   value label id source filter table match
SELECT /*<value*/ d.value /*>*/ AS value, max(/*<label*/ NULL /*>*/) AS label, sum(t.events) AS events,
       min(t.first_s) AS first_s, max(t.last_s) AS last_s, count(*) OVER () AS matching,
       sum(sum(t.events)) OVER () AS counted
  FROM (SELECT /*<id*/ x.error_id /*>*/ AS id,
               sum(x.events) AS events,
               min(x.first_s) AS first_s,
               max(x.last_s) AS last_s
          FROM /*<source*/ activity /*>*/ AS x
         WHERE /*<filter*/ TRUE /*>*/
         GROUP BY 1) AS t
  JOIN /*<table*/ error /*>*/ AS d ON /*<match*/ d.error_id /*>*/ = t.id
 GROUP BY 1
HAVING value IS NOT NULL
 ORDER BY events DESC, value
 LIMIT :limit

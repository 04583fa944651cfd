-- SPDX-License-Identifier: GPL-3.0-or-later
-- frequency_total: how many events a filter leaves, and from when to when.
-- params:  none
-- columns: events INTEGER, first_s INTEGER, last_s INTEGER
-- plan:    scan activity
-- parts:   source filter
SELECT coalesce(sum(x.events), 0) AS events, min(x.first_s) AS first_s, max(x.last_s) AS last_s
  FROM /*<source*/ activity /*>*/ AS x
 WHERE /*<filter*/ TRUE /*>*/

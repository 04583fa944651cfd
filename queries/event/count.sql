-- SPDX-License-Identifier: GPL-3.0-or-later
-- event_count: how many events a filter leaves.
-- params:  none
-- columns: events INTEGER
-- plan:    scan activity
-- parts:   source filter
SELECT coalesce(sum(x.events), 0) AS events
  FROM /*<source*/ activity /*>*/ AS x
 WHERE /*<filter*/ TRUE /*>*/

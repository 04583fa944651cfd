-- SPDX-License-Identifier: GPL-3.0-or-later
-- technique_calls: each API called, with its names and how often, under a filter.
-- params:  none
-- columns: source TEXT, base_name TEXT, api TEXT (as filters take it), events INTEGER, denied INTEGER, first_s INTEGER,
--          last_s INTEGER
-- plan:    scan activity
-- parts:   source filter
SELECT p.source, p.base_name, p.service || ':' || p.name AS api, t.events, t.denied, t.first_s, t.last_s
  FROM (SELECT x.api_id AS id,
               sum(x.events) AS events,
               sum(x.events * (x.outcome = 1)) AS denied,
               min(x.first_s) AS first_s,
               max(x.last_s) AS last_s
          FROM /*<source*/ activity /*>*/ AS x
         WHERE /*<filter*/ TRUE /*>*/
         GROUP BY x.api_id) AS t
  JOIN api AS p ON p.api_id = t.id
 ORDER BY t.events DESC, p.source, p.name
